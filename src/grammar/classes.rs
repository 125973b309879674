//! The classes of words that the engine itself asks for; a grammar may add others for its patterns.

use super::vocabulary::ClassId;

macro_rules! classes {
    ($($(#[$doc:meta])* $constant:ident = $name:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only numbers the constants below")]
        #[repr(u16)]
        enum Order { $($constant),* }

        $($(#[$doc])* pub(crate) const $constant: ClassId = Order::$constant as ClassId;)*

        /// The names, by number.
        pub(super) const NAMES: &[&str] = &[$($name),*];
    };
}

classes! {
    /// Bound words before the number; the value is a [`Comparator`](crate::tree::Comparator).
    BOUND = "bound",
    /// Bound words after the number.
    BOUND_AFTER = "bound-after",
    CHANGE = "change",
    UNIT = "unit",
    NUMBER_WORD = "number-word",
    SCALE = "scale",
    /// Letters that are a scale behind digits with a currency before them: `m` in `£4.2m`.
    MONEY_SCALE = "money-scale",
    /// Words within a number that add nothing: "and", "lẻ".
    JOINER = "joiner",
    /// Number words that mostly do not count: "one", "năm" (also "year").
    WEAK = "weak",
    DETECT = "detect",
    ABBREVIATION = "abbreviation",
    HEADING = "heading",
    /// Words before a heading that do not count: "the main", "một số".
    HEADING_LEAD = "heading-lead",
    /// Words that point to the kind of a section whose heading is no known phrase: "achieve", "отвечает".
    HEADING_HINT = "heading-hint",
    /// Verbs by which those who resolve lead in to a section: "calls upon", "исходит из".
    HEADING_VERB = "heading-verb",
    DOCUMENT = "document",
    ISSUER = "issuer",
    TITLE = "title",
    PLACE = "place",
    NUMBER_LABEL = "number-label",
    PREAMBLE = "preamble",
    /// Those of them that open nothing but grounds, in small letters too: "whereas", "having regard to".
    RECITAL = "recital",
    ENACTMENT = "enactment",
    LETTERHEAD = "letterhead",
    /// What it is printed in, which has numbers and dates of its own: "gazette", "công báo".
    GAZETTE = "gazette",
    /// Before the date on which it was adopted: "approved by Cabinet on".
    ADOPTED = "adopted",
    /// Those to whom it is sent, above the text: "各", "Kính gửi".
    ADDRESSEES = "addressees",
    /// Before a colon and the title of a letter or an order: "Sub:-".
    SUBJECT = "subject",
    /// Before a colon and a list of the documents that it rests on: "Read:-".
    GROUNDS = "grounds",
    METADATA = "metadata",
    RECIPIENTS = "recipients",
    /// The same, where nothing else stands on the line: "To".
    ADDRESSED = "addressed",
    SIGNATURE = "signature",
    OFFICE = "office",
    STATEMENT = "statement",
    UNSIGNED = "unsigned",
    /// Lines between a signature and those who attest it: the votes, "attest:".
    RECORD = "record",
    /// The one of them above those who attest.
    ATTEST = "attest",
    /// Below a signature, who drafted the text or whom to ask: "исп.", "联系人".
    CONTACT = "contact",
    FURNITURE = "furniture",
    PAGE = "page",
    ANNEX = "annex",
    /// What a document says of itself that came out with another: "annexed to", "kèm theo".
    ATTACHED = "attached",
    /// What stands above a site's list of other pages: "related articles", "tin liên quan".
    RELATED = "related",
    /// The names of pages that the menus of sites have: "home", "contact us", "карта сайта".
    MENU = "menu",
    // Words of the heads of tables.
    TABLE_INDEX = "table-index",
    TABLE_NAME = "table-name",
    TABLE_UNIT = "table-unit",
    TABLE_BASELINE = "table-baseline",
    TABLE_TARGET = "table-target",
    TABLE_DEADLINE = "table-deadline",
    /// What a line of a measure begins with that says what it is to lead to: "результат", "output".
    RESULT = "result",
    DUTY = "duty",
    MARKER_BEFORE = "marker-before",
    MARKER_AFTER = "marker-after",
    ORDINAL = "ordinal",
    /// Numbers that stand in markers alone: `壹`.
    NUMERAL = "numeral",
    MONTH = "month",
    QUARTER = "quarter",
    /// Years that are counted from the one that the document speaks of: "this year", "明年".
    NAMED_YEAR = "named-year",
    /// Names of countries and their regions, by the currency that a bare `$` stands for in a document of theirs.
    CURRENCY_AREA = "currency-area",
    // From here on the words stand under `[vocabulary]`.
    /// Part of a noun phrase although it begins like the end of one: "đạt chuẩn" after "đạt".
    KEEP = "keep",
    /// "a", "the", "their": the word before one is no part of a noun phrase.
    DETERMINER = "determiner",
    /// An article, which is left out at the start of what is printed.
    ARTICLE = "article",
    /// Ends a noun phrase.
    STOP = "stop",
    APPROXIMATE = "approximate",
    AVERAGE = "average",
    /// Opens a clause before its subject: "of which", "strive that".
    LEAD = "lead",
    /// Opens a clause by asking somebody for something: "calls on", "invite". Who is asked stands up to `request-to`, and is not
    /// what is measured.
    REQUEST = "request",
    REQUEST_TO = "request-to",
    /// Opens a new predicate after a comma: "ensuring that".
    OPENER = "opener",
    /// Stands between subject and value: "reaches", "accounts for".
    TRAIL = "trail",
    /// A subject before it is what the value measures: "reaches", "amounts to".
    ACHIEVES = "achieves",
    /// Leads from a rank or count to what it is about: "in", "về".
    ABOUT = "about",
    /// Says that a figure has been reached already.
    ACHIEVED = "achieved",
    /// Of those words the ones that a plan says as well of what will be done by then: "построено".
    DONE = "done",
    /// Says that goals are reached: "the targets will be met by 2030" gives its year to all that stand below it.
    FULFILLED = "fulfilled",
    /// Verbs of what comes round: "report", "review".
    REVIEWS = "reviews",
    /// Opens a condition: "if the share has fallen" reports nothing.
    CONDITION = "condition",
    /// Says that a figure is a baseline, a fact or a rule.
    CONTEXT = "context",
    /// Says so from behind: "of the year before".
    CONTEXT_AFTER = "context-after",
    /// Says that a share is one of the figure before it: "of which".
    OF_WHICH = "of-which",
    /// Says that a figure is committed to.
    COMMIT = "commit",
    /// First words of the names of bodies that carry things out.
    ACTOR = "actor",
    /// Prepositions that open a statement of place or addressee: "in", "для"; what they lead in is not measured.
    ADVERBIAL = "adverbial",
    /// Between a value and what is measured: "of" in "500 km of roads".
    LINK = "link",
    /// Measure words: alone after a number they say in what, not what, is counted ("5,000 head").
    CLASSIFIER = "classifier",
    /// A mark or word that looking back does not pass: a comma, in languages that set clauses apart with it.
    BARRIER = "barrier",
    /// "cannot be", "không được": a bound right after it is turned round.
    NEGATION = "negation",
    /// Forbids what follows: "must not", "không để"; the bound of a share after it is turned round.
    FORBID = "forbid",
    /// Bounds that are verbs: "exceed", "vượt"; what forbids them turns them round for every kind of quantity.
    EXCEED = "exceed",
    /// Joins the items of a list: "and".
    CONNECTOR = "connector",
    /// Those who meet and resolve: "congress", "съезд".
    ASSEMBLY = "assembly",
}
