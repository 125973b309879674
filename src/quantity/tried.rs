//! Remembers where a pattern led nowhere.

/// Places of a pattern that were tried at a token and led nowhere: the same place at the same token will not lead
/// anywhere the second time, whatever the slots have taken on the way. Without it, `< < < < <` before a pattern with
/// several optional bounds is tried in every combination.
#[derive(Debug, Default)]
pub(super) struct Tried {
    /// Run, step and token, at a slot that follows from step and token; a newer one takes the place of an older one.
    slots: Vec<(u32, u32, u32)>,
    /// The present run.
    run: u32,
    /// How many there were.
    runs: u32,
}

impl Tried {
    const SLOTS: usize = 1024;
    /// Steps of a run before places are remembered: most runs end within a few.
    pub(super) const AFTER: usize = 64;

    /// Begins a run; gives the one before, to go back to it.
    pub(super) fn begin(&mut self) -> u32 {
        let before = self.run;
        self.runs = self.runs.wrapping_add(1);
        if self.runs == 0 {
            // The numbers begin again.
            self.slots.clear();
            self.runs = 1;
        }
        self.run = self.runs;
        before
    }

    /// Goes on with a run.
    pub(super) fn go_on(&mut self, run: u32) {
        self.run = run;
    }

    /// Whether the place was tried before in this run; notes it.
    pub(super) fn again(&mut self, step: usize, at: usize) -> bool {
        if self.slots.is_empty() {
            self.slots = vec![(0, 0, 0); Self::SLOTS];
        }
        let place = (step.wrapping_mul(37) ^ at.wrapping_mul(101)) % Self::SLOTS;
        let (Ok(step), Ok(at), Some(slot)) =
            (u32::try_from(step), u32::try_from(at), self.slots.get_mut(place))
        else {
            return false;
        };
        let again = *slot == (self.run, step, at);
        *slot = (self.run, step, at);
        again
    }
}
