//! The names of all reasons.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $name:literal),* $(,)?) => {
        /// What a [`Reason`](crate::Reason) is about. The name as it is printed never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum ReasonCode {
            $($(#[$doc])* $code),*
        }

        impl ReasonCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code),*];

            /// The code as it is printed.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => $name),* }
            }
        }
    };
}

codes! {
    /// The marker is of a style that heads sections: a keyword, a Roman number, a capital letter.
    SectionStyle = "section-style",
    /// A marker of the same style beside it names a section, or several such are short headings over items.
    SectionSiblings = "section-siblings",
    /// A heading phrase of another kind than the section above makes it a section inside of that.
    SectionNested = "section-nested",
    /// A keyword, a heading and items under it: a chapter of a part.
    SectionChapter = "section-chapter",
    /// The heading is lost: a numbering goes back, and from there on items say who does what.
    SectionInferred = "section-inferred",
    /// Items that stand under no section were given one.
    SectionImplicit = "section-implicit",
    /// A heading phrase says the kind.
    KindHeading = "kind-heading",
    /// Hints among the words of the heading say the kind, and the order of the sections allows it.
    KindHint = "kind-hint",
    /// Hints say a kind which does not fit into the order of the sections.
    KindHintMisfit = "kind-hint-misfit",
    /// What stands before and after says the kind; the heading says nothing.
    KindOrder = "kind-order",
    /// Most items say which body does what.
    KindDuties = "kind-duties",
    /// A list of statements without any figure, before the objectives.
    KindStatements = "kind-statements",
    /// The title names tasks, and no heading does.
    KindTitle = "kind-title",
    /// The heading says nothing; the kind is that of the section above.
    KindParent = "kind-parent",
    /// The heading names several kinds, and sections of these kinds stand under it.
    KindSeveral = "kind-several",
    /// The heading says that what has been reached is reported.
    KindReport = "kind-report",
    /// A heading phrase stands there, but among too many other words to be the heading.
    KindLoose = "kind-loose",
    /// Nothing is known about the heading.
    KindUnknown = "kind-unknown",
    /// The kind of an item follows from the section right above it.
    ItemOfSection = "item-of-section",
    /// A point under a task.
    ItemUnderTask = "item-under-task",
    /// A short heading over other items of a section of objectives.
    ItemGroups = "item-groups",
    /// It stands deeper than the typed items of its section, or in a section that has none.
    ItemDeeper = "item-deeper",
    /// A ground for the document, before the words that enact it.
    ItemRecital = "item-recital",
    /// An item without a section, of the kind that its words name.
    ItemNamed = "item-named",
    /// Text without a marker.
    Paragraph = "paragraph",
    /// The words themselves say by when.
    HorizonOwn = "horizon-own",
    /// A heading above, or the head of a column, says by when.
    HorizonAbove = "horizon-above",
    /// A list of years beside a list of figures says by when.
    HorizonOrdered = "horizon-ordered",
    /// The next figure of the clause has the year for both.
    HorizonShared = "horizon-shared",
    /// The value is a date itself.
    HorizonDate = "horizon-date",
    /// Template or unit say what kind of quantity it is.
    QuantityKind = "quantity-kind",
    /// Bound words say the direction of the bound.
    BoundWords = "bound-words",
    /// The template says the bound.
    BoundTemplate = "bound-template",
    /// Two numbers are the two ends.
    BoundRange = "bound-range",
    /// Nothing says a bound.
    BoundNone = "bound-none",
    /// A word or the template turns the bound round.
    BoundTurned = "bound-turned",
    /// The bound is that of the quantity before it in a list.
    BoundShared = "bound-shared",
    /// The direction of the change is that of the quantity before it in a list.
    ChangeShared = "change-shared",
    /// What is counted is not said again after the quantity before.
    CountedShared = "counted-shared",
    /// The denominator stands apart, before the value.
    DenominatorApart = "denominator-apart",
    /// The denominator stands once for a whole list.
    DenominatorShared = "denominator-shared",
    /// What is measured stands before the value.
    IndicatorBefore = "indicator-before",
    /// A slot of the template takes what is measured.
    IndicatorTemplate = "indicator-template",
    /// What a rank is about follows it.
    IndicatorTopic = "indicator-topic",
    /// What is counted, or the base of the share, is what is measured.
    IndicatorObject = "indicator-object",
    /// A list goes on with the subject of its first number.
    IndicatorList = "indicator-list",
    /// What is measured follows the value.
    IndicatorAfter = "indicator-after",
    /// The name of a row of a table says what is measured.
    IndicatorRow = "indicator-row",
    /// No words were found that say what is measured.
    IndicatorNone = "indicator-none",
    /// The share is one of the figure before it.
    OfWhich = "of-which",
    /// The template says the role.
    RoleTemplate = "role-template",
    /// Words right beside the figure say that it is only compared with.
    RoleContext = "role-context",
    /// Words before it say that it has been reached already.
    RoleAchieved = "role-achieved",
    /// Words before it commit to it.
    RoleCommit = "role-commit",
    /// A bare number of things, which nothing makes a commitment.
    RoleBare = "role-bare",
    /// The year of the figure was over when the document was made.
    RolePast = "role-past",
    /// Nothing around it says otherwise, so the place in the document decides.
    RolePlace = "role-place",
    /// A cell of a table that was read without a template.
    Cell = "cell",
    /// What the head of a column of a table says of its cells.
    Column = "column",
    /// The number is part of a date.
    MaskedDate = "masked-date",
    /// The number is part of the name of a document or an article.
    MaskedReference = "masked-reference",
    /// A `mask` pattern covers the number.
    MaskedPattern = "masked-pattern",
    /// The digits are part of a name, such as `5G`.
    MaskedName = "masked-name",
    /// The digits are no number of the language.
    Unreadable = "unreadable",
    /// A number word that mostly does not count.
    WeakWord = "weak-word",
    /// The number belongs to a denominator.
    Denominator = "denominator",
    /// No template fits at the number.
    NoTemplate = "no-template",
    /// A template comes near and does not fit.
    TemplateNear = "template-near",
    /// A template would fit, but asks for a word before it that is not there.
    TemplateSubject = "template-subject",
    /// A template fits, but gives no value or was dropped: it takes the place all the same.
    TemplateEmpty = "template-empty",
    /// Chosen as a marker, since the numbering fits together best this way.
    MarkerChosen = "marker-chosen",
    /// It is the marker of a translation.
    MarkerTranslates = "marker-translates",
    /// Too little speaks for it to be looked at.
    MarkerHopeless = "marker-hopeless",
    /// Another reading at the same place was chosen.
    MarkerOther = "marker-other",
    /// The whole numbering fits together better without it.
    MarkerUnfit = "marker-unfit",
    /// A word of the grammar that counts (`Điều`, `第…条`).
    MarkerKeyword = "marker-keyword",
    /// A heading phrase or a hint follows the marker.
    MarkerHeading = "marker-heading",
    /// Nothing on the line could be a marker.
    MarkerNone = "marker-none",
    /// A row of a table.
    TableRow = "table-row",
    /// A line of marks.
    LineRule = "line-rule",
    /// A line of a table of contents.
    LineContents = "line-contents",
    /// A credit or a left-over of a site.
    LineCredit = "line-credit",
    /// A short line that comes again and again.
    LineRunningHead = "line-running-head",
    /// A note at the foot of a page.
    LineFootnote = "line-footnote",
    /// The number of a page.
    LinePageNumber = "line-page-number",
    /// A table of facts that a site put around the document.
    LineMetadata = "line-metadata",
    /// Letterhead, number, recipients or signature.
    LineHeader = "line-header",
    /// The title.
    LineTitle = "line-title",
    /// A sentence after the last section.
    LineClosing = "line-closing",
    /// Words of the document.
    LineBody = "line-body",
    /// No grammar fits the language of the text.
    LineUnread = "line-unread",
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for code in ReasonCode::ALL {
            assert_eq!(serde_json::to_string(code).expect("JSON"), format!("\"{code}\""));
        }
    }
}
