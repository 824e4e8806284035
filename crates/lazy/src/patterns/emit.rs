//! `re._compiler._code`: the numbers that `_sre` runs.

use super::codes::*;
use super::parse::Parsed;
use super::tree::{Item, Kind, Member, Width, width};

/// How characters of different case match, which is CPython's to say.
pub trait Cases {
    /// The lower-case character, for matching.
    fn lower(&self, c: u32) -> u32;
    /// Whether it has another case.
    fn is_cased(&self, c: u32) -> bool;
    /// Other lower-case characters with the same upper case.
    fn others(&self, lower: u32) -> &[u32];
}

/// Cases of ASCII letters only.
struct AsciiCases;

impl Cases for AsciiCases {
    fn lower(&self, c: u32) -> u32 {
        if (65..=90).contains(&c) { c + 32 } else { c }
    }
    fn is_cased(&self, c: u32) -> bool {
        c < 128 && (c as u8).is_ascii_alphabetic()
    }
    fn others(&self, _: u32) -> &[u32] {
        &[]
    }
}

struct Emitter<'a> {
    code: Vec<u32>,
    groups: &'a [Option<Width>],
    unicode: &'a dyn Cases,
}

/// The code of a pattern; none where Python would raise.
pub fn emit(parsed: &Parsed, unicode: &dyn Cases) -> Option<Vec<u32>> {
    let mut emitter = Emitter { code: Vec::new(), groups: &parsed.groups, unicode };
    emitter.info(&parsed.sequence, parsed.flags);
    emitter.sequence(&parsed.sequence, parsed.flags)?;
    emitter.code.push(SUCCESS);
    Some(emitter.code)
}

fn combine(flags: u32, add: u32, del: u32) -> u32 {
    let flags = if add & TYPE_FLAGS != 0 { flags & !TYPE_FLAGS } else { flags };
    (flags | add) & !del
}

fn is_simple(sequence: &[Item]) -> bool {
    match sequence {
        [Item::Group { number, body, .. }] => number.is_none() && is_simple(body),
        [Item::Literal(_) | Item::NotLiteral(_) | Item::Any | Item::In(_)] => true,
        _ => false,
    }
}

impl<'a> Emitter<'a> {
    fn cases(&self, flags: u32) -> Option<&'a dyn Cases> {
        if flags & IGNORECASE == 0 {
            None
        } else if flags & UNICODE != 0 {
            Some(self.unicode)
        } else {
            Some(&AsciiCases)
        }
    }

    /// A place for the distance from it to where [`Self::land`] is called.
    fn skip(&mut self) -> usize {
        self.code.push(0);
        self.code.len() - 1
    }

    fn land(&mut self, skip: usize) {
        self.code[skip] = (self.code.len() - skip) as u32;
    }

    fn sequence(&mut self, sequence: &[Item], flags: u32) -> Option<()> {
        let cases = self.cases(flags);
        let is_unicode = flags & UNICODE != 0;
        for item in sequence {
            match item {
                Item::Literal(c) => self.literal(*c, false, cases, is_unicode),
                Item::NotLiteral(c) => self.literal(*c, true, cases, is_unicode),
                Item::In(members) => {
                    let (members, has_cased) = optimize(members, cases, is_unicode);
                    self.code.push(match (has_cased, is_unicode) {
                        (false, _) => IN,
                        (true, false) => IN_IGNORE,
                        (true, true) => IN_UNI_IGNORE,
                    });
                    let skip = self.skip();
                    self.charset(&members, flags);
                    self.land(skip);
                }
                Item::Any => self.code.push(if flags & DOTALL != 0 { ANY_ALL } else { ANY }),
                Item::Repeat { kind, min, max, body } => {
                    let is_simple = is_simple(body);
                    let (open, close, simple) = match kind {
                        Kind::Lazy => (REPEAT, MIN_UNTIL, MIN_REPEAT_ONE),
                        Kind::Greedy => (REPEAT, MAX_UNTIL, REPEAT_ONE),
                        Kind::Possessive => (POSSESSIVE_REPEAT, SUCCESS, POSSESSIVE_REPEAT_ONE),
                    };
                    self.code.push(if is_simple { simple } else { open });
                    let skip = self.skip();
                    self.code.extend([*min, *max]);
                    self.sequence(body, flags)?;
                    if is_simple {
                        self.code.push(SUCCESS);
                        self.land(skip);
                    } else {
                        self.land(skip);
                        self.code.push(close);
                    }
                }
                Item::Group { number, add, del, body } => {
                    if let Some(number) = number {
                        self.code.extend([MARK, (number - 1) * 2]);
                    }
                    self.sequence(body, combine(flags, *add, *del))?;
                    if let Some(number) = number {
                        self.code.extend([MARK, (number - 1) * 2 + 1]);
                    }
                }
                Item::Atomic(body) => {
                    self.code.push(ATOMIC_GROUP);
                    let skip = self.skip();
                    self.sequence(body, flags)?;
                    self.code.push(SUCCESS);
                    self.land(skip);
                }
                Item::Assert { negated, behind, body } => {
                    self.code.push(if *negated { ASSERT_NOT } else { ASSERT });
                    let skip = self.skip();
                    let (low, high) = if *behind { width(body, self.groups) } else { (0, 0) };
                    if low != high {
                        return None;
                    }
                    self.code.push(u32::try_from(low).ok()?);
                    self.sequence(body, flags)?;
                    self.code.push(SUCCESS);
                    self.land(skip);
                }
                Item::Failure => self.code.push(FAILURE),
                Item::At(at) => {
                    let at = match *at {
                        AT_BEGINNING if flags & MULTILINE != 0 => AT_BEGINNING_LINE,
                        AT_END if flags & MULTILINE != 0 => AT_END_LINE,
                        AT_BOUNDARY if is_unicode => AT_UNI_BOUNDARY,
                        AT_NON_BOUNDARY if is_unicode => AT_UNI_NON_BOUNDARY,
                        at => at,
                    };
                    self.code.extend([AT, at]);
                }
                Item::Branch(branches) => {
                    self.code.push(BRANCH);
                    let mut tails = Vec::new();
                    for branch in branches {
                        let skip = self.skip();
                        self.sequence(branch, flags)?;
                        self.code.push(JUMP);
                        tails.push(self.skip());
                        self.land(skip);
                    }
                    self.code.push(FAILURE);
                    tails.into_iter().for_each(|tail| self.land(tail));
                }
                Item::Reference(group) => {
                    self.code.push(match (cases.is_some(), is_unicode) {
                        (false, _) => GROUPREF,
                        (true, false) => GROUPREF_IGNORE,
                        (true, true) => GROUPREF_UNI_IGNORE,
                    });
                    self.code.push(group - 1);
                }
                Item::Conditional { group, yes, no } => {
                    self.code.extend([GROUPREF_EXISTS, group - 1]);
                    let skip_yes = self.skip();
                    self.sequence(yes, flags)?;
                    // A second branch that is empty counts as none.
                    if let Some(no) = no.as_ref().filter(|no| !no.is_empty()) {
                        self.code.push(JUMP);
                        let skip_no = self.skip();
                        self.code[skip_yes] = (self.code.len() - skip_yes + 1) as u32;
                        self.sequence(no, flags)?;
                        self.land(skip_no);
                    } else {
                        self.code[skip_yes] = (self.code.len() - skip_yes + 1) as u32;
                    }
                }
            }
        }
        Some(())
    }

    fn literal(&mut self, c: u32, is_negated: bool, cases: Option<&dyn Cases>, is_unicode: bool) {
        let plain = if is_negated { NOT_LITERAL } else { LITERAL };
        let Some(cases) = cases.filter(|cases| cases.is_cased(c)) else {
            self.code.extend([plain, c]);
            return;
        };
        let lower = cases.lower(c);
        let others = cases.others(lower);
        if !is_unicode {
            self.code.extend([if is_negated { NOT_LITERAL_IGNORE } else { LITERAL_IGNORE }, lower]);
        } else if others.is_empty() {
            self.code.extend([if is_negated { NOT_LITERAL_UNI_IGNORE } else { LITERAL_UNI_IGNORE }, lower]);
        } else {
            self.code.push(IN_UNI_IGNORE);
            let skip = self.skip();
            if is_negated {
                self.code.push(NEGATE);
            }
            for c in std::iter::once(&lower).chain(others) {
                self.code.extend([LITERAL, *c]);
            }
            self.code.push(FAILURE);
            self.land(skip);
        }
    }

    fn charset(&mut self, members: &[Member], flags: u32) {
        for member in members {
            match member {
                Member::Negate => self.code.push(NEGATE),
                Member::Literal(c) => self.code.extend([LITERAL, *c]),
                Member::Range(low, high) => self.code.extend([RANGE, *low, *high]),
                Member::RangeIgnoringCase(low, high) => self.code.extend([RANGE_UNI_IGNORE, *low, *high]),
                Member::Charset(data) => {
                    self.code.push(CHARSET);
                    self.code.extend(data);
                }
                Member::BigCharset(data) => {
                    self.code.push(BIGCHARSET);
                    self.code.extend(data);
                }
                Member::Category(category) => {
                    let unicode = if flags & UNICODE != 0 { UNICODE_CATEGORY } else { 0 };
                    self.code.extend([CATEGORY, category + unicode]);
                }
            }
        }
        self.code.push(FAILURE);
    }

    /// What a search can look for first.
    fn info(&mut self, sequence: &[Item], flags: u32) {
        let (low, high) = width(sequence, self.groups);
        let high = u32::try_from(high).unwrap_or(u32::MAX);
        if low == 0 {
            self.code.extend([INFO, 4, 0, 0, high]);
            return;
        }
        let (prefix, prefix_skip, is_all) = self.literal_prefix(sequence, flags);
        let charset = if prefix.is_empty() { self.charset_prefix(sequence, flags) } else { None };
        let charset = charset.filter(|charset| !charset.is_empty());
        self.code.push(INFO);
        let skip = self.skip();
        self.code.push(if !prefix.is_empty() {
            INFO_PREFIX | if prefix_skip.is_none() && is_all { INFO_LITERAL } else { 0 }
        } else if charset.is_some() {
            INFO_CHARSET
        } else {
            0
        });
        self.code.extend([u32::try_from(low).unwrap_or(u32::MAX), high]);
        if !prefix.is_empty() {
            let length = prefix.len() as u32;
            self.code.extend([length, prefix_skip.map_or(length, |skip| skip as u32)]);
            self.code.extend(&prefix);
            self.code.extend(overlaps(&prefix));
        } else if let Some(charset) = charset {
            let (charset, _) = optimize(&charset, None, false);
            self.charset(&charset, flags);
        }
        self.land(skip);
    }

    fn literal_prefix(&self, sequence: &[Item], flags: u32) -> (Vec<u32>, Option<usize>, bool) {
        let (mut prefix, mut prefix_skip) = (Vec::new(), None);
        let cases = self.cases(flags);
        for item in sequence {
            match item {
                Item::Literal(c) if !cases.is_some_and(|cases| cases.is_cased(*c)) => prefix.push(*c),
                Item::Group { number, add, del, body } => {
                    let (more, skip, is_all) = self.literal_prefix(body, combine(flags, *add, *del));
                    if prefix_skip.is_none() {
                        prefix_skip =
                            if number.is_some() { Some(prefix.len()) } else { skip.map(|skip| prefix.len() + skip) };
                    }
                    prefix.extend(more);
                    if !is_all {
                        return (prefix, prefix_skip, false);
                    }
                }
                _ => return (prefix, prefix_skip, false),
            }
        }
        (prefix, prefix_skip, true)
    }

    fn charset_prefix(&self, mut sequence: &[Item], mut flags: u32) -> Option<Vec<Member>> {
        let first = loop {
            match sequence.first()? {
                Item::Group { add, del, body, .. } => {
                    flags = combine(flags, *add, *del);
                    sequence = body;
                }
                first => break first,
            }
        };
        let cases = self.cases(flags);
        let is_cased = |c: u32| cases.is_some_and(|cases| cases.is_cased(c));
        match first {
            Item::Literal(c) => (!is_cased(*c)).then(|| vec![Member::Literal(*c)]),
            Item::Branch(branches) => {
                let literal = |branch: &Vec<Item>| match branch.first() {
                    Some(Item::Literal(c)) if !is_cased(*c) => Some(Member::Literal(*c)),
                    _ => None,
                };
                branches.iter().map(literal).collect()
            }
            Item::In(members) => {
                let is_plain = |member: &Member| match member {
                    Member::Literal(c) => !is_cased(*c),
                    Member::Range(low, high) => *high <= 0xFFFF && !(*low..=*high).any(is_cased),
                    _ => true,
                };
                (cases.is_none() || members.iter().all(is_plain)).then(|| members.clone())
            }
            _ => None,
        }
    }
}

fn overlaps(prefix: &[u32]) -> Vec<u32> {
    let mut table = vec![0u32; prefix.len()];
    for i in 1..prefix.len() {
        let mut index = table[i - 1] as usize;
        loop {
            if prefix[i] == prefix[index] {
                table[i] = index as u32 + 1;
                break;
            }
            if index == 0 {
                break;
            }
            index = table[index - 1] as usize;
        }
    }
    table
}

/// A map of the characters below 256, or below 65536.
struct Map(Vec<bool>);

impl Map {
    /// Marks a character; none if it is beyond the map.
    fn mark(&mut self, c: u32) -> Option<()> {
        *self.0.get_mut(c as usize)? = true;
        Some(())
    }

    /// Marks what matches a member; none if that is beyond the map.
    fn add(&mut self, member: &Member, cases: Option<&dyn Cases>, has_cased: &mut bool) -> Option<()> {
        match (member, cases) {
            (Member::Literal(c), Some(cases)) => {
                let lower = cases.lower(*c);
                self.mark(lower)?;
                cases.others(lower).iter().try_for_each(|c| self.mark(*c))?;
                *has_cased |= cases.is_cased(*c);
            }
            (Member::Literal(c), None) => self.mark(*c)?,
            (Member::Range(low, high), Some(cases)) => {
                for c in *low..=*high {
                    let lower = cases.lower(c);
                    self.mark(lower)?;
                    cases.others(lower).iter().try_for_each(|c| self.mark(*c))?;
                }
                *has_cased = *has_cased || (*low..=*high).any(|c| cases.is_cased(c));
            }
            (Member::Range(low, high), None) => (*low..=*high).try_for_each(|c| self.mark(c))?,
            _ => {}
        }
        Some(())
    }

    /// Up to two runs of marked characters; none if there are more.
    fn runs(&self) -> Option<Vec<(usize, usize)>> {
        let mut runs = Vec::new();
        let mut at = 0;
        while let Some(start) = self.0[at..].iter().position(|marked| *marked).map(|offset| at + offset) {
            if runs.len() >= 2 {
                return None;
            }
            let end = self.0[start..].iter().position(|marked| !marked).map_or(self.0.len(), |offset| start + offset);
            runs.push((start, end));
            at = end;
        }
        Some(runs)
    }
}

/// Bits in words, the lowest first.
fn bitmap(bits: &[bool]) -> impl Iterator<Item = u32> + '_ {
    bits.chunks(32).map(|chunk| chunk.iter().rev().fold(0, |word, bit| word << 1 | u32::from(*bit)))
}

/// A shorter form of a character set, and whether case was ignored in it.
fn optimize(members: &[Member], cases: Option<&dyn Cases>, _is_unicode: bool) -> (Vec<Member>, bool) {
    let (mut out, mut tail) = (Vec::new(), Vec::new());
    let mut map = Map(vec![false; 256]);
    let mut has_cased = false;
    for member in members {
        match member {
            Member::Negate => out.push(Member::Negate),
            Member::Literal(_) | Member::Range(..) => {
                while map.add(member, cases, &mut has_cased).is_none() {
                    if map.0.len() == 256 {
                        map.0.resize(0x1_0000, false);
                        continue;
                    }
                    // Beyond the basic plane: of a range, what is in it has been marked.
                    has_cased |= cases.is_some();
                    tail.push(match member {
                        Member::Range(low, high) if cases.is_some() => Member::RangeIgnoringCase(*low, *high),
                        member => member.clone(),
                    });
                    break;
                }
            }
            member => tail.push(member.clone()),
        }
    }
    if let Some(runs) = map.runs() {
        for (start, end) in runs {
            let (start, last) = (start as u32, end as u32 - 1);
            out.push(if start == last { Member::Literal(start) } else { Member::Range(start, last) });
        }
        out.extend(tail);
        if has_cased || out.len() < members.len() {
            return (out, has_cased);
        }
        return (members.to_vec(), has_cased);
    }
    if map.0.len() == 256 {
        out.push(Member::Charset(bitmap(&map.0).collect()));
    } else {
        let mut chunks: Vec<&[bool]> = Vec::new();
        let mut mapping = [0u8; 256];
        for (number, chunk) in map.0.chunks(256).enumerate() {
            let known = chunks.iter().position(|other| *other == chunk);
            mapping[number] = known.unwrap_or(chunks.len()) as u8;
            if known.is_none() {
                chunks.push(chunk);
            }
        }
        let mut data = vec![chunks.len() as u32];
        data.extend(mapping.chunks_exact(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])));
        data.extend(chunks.iter().flat_map(|chunk| bitmap(chunk)));
        out.push(Member::BigCharset(data));
    }
    out.extend(tail);
    (out, has_cased)
}
