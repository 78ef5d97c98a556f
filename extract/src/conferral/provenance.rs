//! How a row came to be: by which rule, from which words, and by which of the ways that a report leaves to
//! its reader. Kept as numbers beside the row; `explain.rs` puts it into words.

use crate::grammar::RuleId;
use std::ops::Range;

/// A run of tokens, in half the space of a range; empty where no words say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Words {
    start: u32,
    end: u32,
}

impl Words {
    pub(crate) fn of(tokens: Range<usize>) -> Self {
        Self { start: tokens.start as u32, end: tokens.end as u32 }
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// The way a field of a row was found, and the words that say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Source<W> {
    pub(crate) way: W,
    pub(crate) at: Words,
}

impl<W> Source<W> {
    pub(crate) fn new(way: W, tokens: Range<usize>) -> Self {
        Self { way, at: Words::of(tokens) }
    }
}

/// Ways to find something, each with what `explain` says of it.
macro_rules! ways {
    ($(#[$doc:meta])* $name:ident { $first:ident $first_words:literal, $($way:ident $words:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub(crate) enum $name { #[default] $first, $($way),* }

        impl $name {
            /// In words, to stand before what says it.
            pub(crate) fn words(self) -> &'static str {
                match self { Self::$first => $first_words, $(Self::$way => $words),* }
            }
        }
    };
}

ways! {
    /// Which award it is.
    AwardWay {
        Named "named in the rule",
        Before "not named again; the award before",
        This "“danh hiệu này”, “phần thưởng này”: the award named last",
        Class "only the class is named, of the award before",
        InBrackets "a class in brackets behind the award",
    }
}

ways! {
    /// Who confers.
    GiverWay {
        Unsaid "nobody says",
        Of "named behind the award",
        Captured "named in the rule",
        Authority "in whose name or by whose decision it is given",
        Subject "the subject before the verb",
        Before "the giver of the award before",
        Decided "whose decision the text has told",
        Law "by law nobody else confers this award",
        Outranked "the State is named, which does not confer this award",
    }
}

ways! {
    /// Who receives.
    RecipientsWay {
        Nobody "nobody is named; what the award is for",
        Captured "named in the rule",
        Left "the subject before the verb",
        Clause "those of the clause before",
        Shared "whom the next giver of the same clause names",
        Subject "not named; the subject of a sentence before",
        Topic "not named; whom the headline is about",
        Pieces "only pieces are counted",
        Thing "a thing receives it, neither people nor a unit",
    }
}

ways! {
    /// How many receive.
    CountWay {
        Unsaid "not said",
        Said "said",
        Pieces "the pieces given",
        Names "as many as are named",
    }
}

ways! {
    /// Whether it was given.
    StatusWay {
        News "the report tells news",
        NoNews "nothing tells it as news",
        Rule "the rule tells what is taken back",
        Word "a word of the clause",
        Year "a year before that of the report",
        Clause "as the clause before",
        Council "a council proposes",
        Day "the clause tells the day or the occasion",
        Background "the sentence tells of earlier years",
        Discourse "the sentences before tell of earlier years",
        Received "the year behind it is when it was received",
        Standing "how many have reached it until now",
        History "what one has received, announced neither above nor here",
    }
}

ways! {
    /// The years of the achievement.
    PeriodWay {
        Unsaid "not said",
        Behind "behind the award",
        Beside "beside an award that is given by the year",
        Before "between the recipients and the award",
        Introduced "in the line that introduces the list",
        Total "the years that the text named before",
    }
}

impl RecipientsWay {
    /// True where the clause itself says whom.
    pub(crate) fn is_told(self) -> bool {
        matches!(self, Self::Captured | Self::Left | Self::Shared)
    }
}

/// How a row came to be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Provenance {
    /// The rule of `conferrals.rules`.
    pub(crate) rule: RuleId,
    /// The tokens that it covers.
    pub(crate) matched: Words,
    pub(crate) award: Source<AwardWay>,
    pub(crate) recipients: Source<RecipientsWay>,
    /// Where those names stand that the rule does not cover.
    pub(crate) names: Words,
    pub(crate) count: CountWay,
    /// True where the kind of recipients is that which the award is for, as none is said.
    pub(crate) kind_of_award: bool,
    pub(crate) status: Source<StatusWay>,
    pub(crate) period: Source<PeriodWay>,
    /// The evidence of the rows that tell the same and were made one with it.
    pub(crate) retold: Vec<Words>,
}
