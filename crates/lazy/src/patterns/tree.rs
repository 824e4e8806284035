//! A regular expression as `re._parser` has it: sequences of items, with their widths.

/// What a pattern is parsed into. An item of Python's is a pair of operation and arguments.
#[derive(Clone, Debug)]
pub enum Item {
    Literal(u32),
    NotLiteral(u32),
    Any,
    In(Vec<Member>),
    Branch(Vec<Sequence>),
    Repeat {
        kind: Kind,
        min: u32,
        max: u32,
        body: Sequence,
    },
    Group {
        number: Option<u32>,
        add: u32,
        del: u32,
        body: Sequence,
    },
    Atomic(Sequence),
    Assert {
        negated: bool,
        behind: bool,
        body: Sequence,
    },
    /// Matches nothing, not even nothing.
    Failure,
    At(u32),
    Reference(u32),
    Conditional {
        group: u32,
        yes: Sequence,
        no: Option<Sequence>,
    },
}

/// How often and how greedily.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Greedy,
    Lazy,
    Possessive,
}

/// A member of a character set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    Negate,
    Literal(u32),
    Range(u32, u32),
    RangeIgnoringCase(u32, u32),
    Category(u32),
    Charset(Vec<u32>),
    BigCharset(Vec<u32>),
}

/// Items one after the other.
pub type Sequence = Vec<Item>;

/// As many times as one likes.
pub const MAXREPEAT: u32 = u32::MAX;
/// The greatest width that is told apart.
const MAXWIDTH: u128 = 1 << 64;

/// The least and greatest number of characters.
pub type Width = (u128, u128);

impl Item {
    /// What Python's `==` says of two items: those with a sequence in them are compared by identity there.
    pub fn is_same(&self, other: &Item) -> bool {
        match (self, other) {
            (Item::Literal(a), Item::Literal(b))
            | (Item::NotLiteral(a), Item::NotLiteral(b))
            | (Item::At(a), Item::At(b))
            | (Item::Reference(a), Item::Reference(b)) => a == b,
            (Item::Any, Item::Any) | (Item::Failure, Item::Failure) => true,
            (Item::In(a), Item::In(b)) => a == b,
            _ => false,
        }
    }
}

/// How much a sequence matches. `groups` are the widths of groups that are closed.
pub fn width(sequence: &[Item], groups: &[Option<Width>]) -> Width {
    let (mut low, mut high) = (0u128, 0u128);
    for item in sequence {
        let (least, most) = match item {
            Item::Branch(branches) => {
                let widths = branches.iter().map(|branch| width(branch, groups));
                widths.fold((MAXWIDTH, 0), |(i, j), (l, h)| (i.min(l), j.max(h)))
            }
            Item::Atomic(body) => width(body, groups),
            Item::Group { number, body, .. } => {
                let known = number.and_then(|number| groups.get(number as usize).copied().flatten());
                known.unwrap_or_else(|| width(body, groups))
            }
            Item::Repeat { min, max, body, .. } => {
                let (i, j) = width(body, groups);
                low += i * u128::from(*min);
                if *max == MAXREPEAT && j != 0 {
                    high = MAXWIDTH;
                } else {
                    high += j * u128::from(*max);
                }
                continue;
            }
            Item::Any | Item::In(_) | Item::Literal(_) | Item::NotLiteral(_) => (1, 1),
            Item::Reference(group) => groups.get(*group as usize).copied().flatten().unwrap_or((0, 0)),
            Item::Conditional { yes, no, .. } => {
                let (i, j) = width(yes, groups);
                match no {
                    Some(no) => {
                        let (l, h) = width(no, groups);
                        (i.min(l), j.max(h))
                    }
                    None => (0, j),
                }
            }
            Item::Assert { .. } | Item::At(_) | Item::Failure => (0, 0),
        };
        low += least;
        high += most;
    }
    (low.min(MAXWIDTH), high.min(MAXWIDTH))
}
