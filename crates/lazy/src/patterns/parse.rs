//! `re._parser.parse`, for patterns without anything that raises or warns: for those there is no result, and Python's own
//! says what is wrong.

use super::Dialect;
use super::codes::*;
use super::tree::{Item, Kind, MAXREPEAT, Member, Sequence, Width, width};

/// Deeper than this is left to Python, which has a limit too.
const DEEPEST: u32 = 60;

/// One token: a character, or a backslash and a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Plain(u32),
    Escaped(u32),
}

impl Token {
    fn is(self, character: char) -> bool {
        self == Token::Plain(character as u32)
    }

    fn is_in(self, characters: &str) -> bool {
        matches!(self, Token::Plain(c) if characters.chars().any(|other| other as u32 == c))
    }

    fn length(self) -> usize {
        match self {
            Token::Plain(_) => 1,
            Token::Escaped(_) => 2,
        }
    }
}

/// A parsed pattern.
pub struct Parsed {
    pub sequence: Sequence,
    pub flags: u32,
    /// Whether case is ignored in any part.
    pub ignores_case: bool,
    /// Widths of groups; that of the whole pattern is not known.
    pub groups: Vec<Option<Width>>,
    /// Names of groups in the order of their first appearance.
    pub names: Vec<(String, u32)>,
}

struct Parser<'a> {
    dialect: Dialect,
    text: &'a [u32],
    is_text: bool,
    index: usize,
    next: Option<Token>,
    flags: u32,
    ignores_case: bool,
    groups: Vec<Option<Width>>,
    names: Vec<(String, u32)>,
    behind: Option<usize>,
    conditions: Vec<u32>,
}

/// Parses the characters of a pattern: of a `str`, or of `bytes`.
pub fn parse(dialect: Dialect, text: &[u32], is_text: bool, flags: u32) -> Option<Parsed> {
    let mut parser = Parser {
        dialect,
        text,
        is_text,
        index: 0,
        next: None,
        flags,
        ignores_case: flags & IGNORECASE != 0,
        groups: vec![None],
        names: Vec::new(),
        behind: None,
        conditions: Vec::new(),
    };
    parser.advance()?;
    let sequence = parser.alternatives(flags & VERBOSE != 0, 0)?;
    let mut flags = parser.flags;
    if is_text {
        if flags & ASCII == 0 {
            flags |= UNICODE;
        } else if flags & UNICODE != 0 {
            return None;
        }
    } else if flags & UNICODE != 0 {
        return None;
    }
    let is_whole = parser.next.is_none();
    let are_groups = parser.conditions.iter().all(|group| (*group as usize) < parser.groups.len());
    let Parser { ignores_case, groups, names, .. } = parser;
    (is_whole && are_groups).then_some(Parsed { sequence, flags, ignores_case, groups, names })
}

fn digit(token: Option<Token>, radix: u32) -> Option<u32> {
    match token {
        Some(Token::Plain(c)) => char::from_u32(c).filter(char::is_ascii).and_then(|c| c.to_digit(radix)),
        _ => None,
    }
}

impl Parser<'_> {
    fn advance(&mut self) -> Option<()> {
        self.next = match self.text.get(self.index) {
            None => None,
            Some(&c) if c == u32::from(b'\\') => {
                self.index += 1;
                let escaped = *self.text.get(self.index)?;
                self.index += 1;
                Some(Token::Escaped(escaped))
            }
            Some(&c) => {
                self.index += 1;
                Some(Token::Plain(c))
            }
        };
        Some(())
    }

    fn take(&mut self) -> Option<Option<Token>> {
        let this = self.next;
        self.advance()?;
        Some(this)
    }

    /// A token; none at the end of the pattern, which is an error.
    fn need(&mut self) -> Option<Token> {
        self.take()?
    }

    fn accept(&mut self, character: char) -> Option<bool> {
        let is = self.next.is_some_and(|next| next.is(character));
        if is {
            self.advance()?;
        }
        Some(is)
    }

    /// Up to `count` digits.
    fn digits(&mut self, count: u32, radix: u32) -> Option<(u32, u32)> {
        let (mut value, mut found) = (0u32, 0);
        while found < count {
            let Some(digit) = digit(self.next, radix) else { break };
            value = value.wrapping_mul(radix).wrapping_add(digit);
            found += 1;
            self.advance()?;
        }
        Some((found, value))
    }

    /// A plain name; others are left to Python.
    fn name(&mut self, end: char) -> Option<String> {
        let mut name = String::new();
        loop {
            let token = self.need()?;
            if token.is(end) {
                return (!name.is_empty()).then_some(name);
            }
            let Token::Plain(c) = token else { return None };
            let c = char::from_u32(c).filter(|c| c.is_ascii_alphanumeric() || *c == '_')?;
            name.push(c);
        }
    }

    fn number_of(&self, name: &str) -> Option<u32> {
        self.names.iter().find(|(other, _)| other == name).map(|(_, number)| *number)
    }

    fn is_closed(&self, group: u32) -> bool {
        self.groups.get(group as usize).is_some_and(Option::is_some)
    }

    /// Whether a look-behind that is open lets a group be referred to.
    fn may_refer(&self, group: u32) -> bool {
        self.behind.is_none_or(|behind| self.is_closed(group) && (group as usize) < behind)
    }

    /// `a|b|c`
    fn alternatives(&mut self, mut verbose: bool, depth: u32) -> Option<Sequence> {
        let mut items: Vec<Sequence> = Vec::new();
        loop {
            items.push(self.sequence(verbose, depth + 1, depth == 0 && items.is_empty())?);
            if !self.accept('|')? {
                break;
            }
            if depth == 0 {
                verbose = self.flags & VERBOSE != 0;
            }
        }
        if items.len() == 1 {
            return items.pop();
        }
        let mut result = Sequence::new();
        // A prefix that all have.
        while let Some(prefix) = items[0].first().cloned() {
            if !items[1..].iter().all(|item| item.first().is_some_and(|first| first.is_same(&prefix))) {
                break;
            }
            items.iter_mut().for_each(|item| drop(item.remove(0)));
            result.push(prefix);
        }
        // A character set.
        let mut set = Vec::new();
        let is_set = items.iter().all(|item| match item.as_slice() {
            [Item::Literal(c)] => {
                set.push(Member::Literal(*c));
                true
            }
            [Item::In(members)] if members.first() != Some(&Member::Negate) => {
                set.extend(members.iter().cloned());
                true
            }
            _ => false,
        });
        result.push(if is_set { Item::In(unique(set)) } else { Item::Branch(items) });
        Some(result)
    }

    fn sequence(&mut self, mut verbose: bool, depth: u32, is_first: bool) -> Option<Sequence> {
        if depth > DEEPEST {
            return None;
        }
        let mut result = Sequence::new();
        while let Some(this) = self.next.filter(|next| !next.is_in("|)")) {
            self.advance()?;
            if verbose {
                if this.is_in(" \t\n\r\x0b\x0c") {
                    continue;
                }
                if this.is('#') {
                    while let Some(token) = self.take()? {
                        if token.is('\n') {
                            break;
                        }
                    }
                    continue;
                }
            }
            let c = match this {
                Token::Escaped(c) => {
                    let item = self.escape(c)?;
                    result.push(item);
                    continue;
                }
                Token::Plain(c) => c,
            };
            match char::from_u32(c) {
                Some('[') => {
                    let item = self.set()?;
                    result.push(item);
                }
                Some('*' | '+' | '?' | '{') => self.repeat(this, &mut result)?,
                Some('.') => result.push(Item::Any),
                Some('(') => self.group(&mut verbose, depth, is_first, &mut result)?,
                Some('^') => result.push(Item::At(AT_BEGINNING)),
                Some('$') => result.push(Item::At(AT_END)),
                _ => result.push(Item::Literal(c)),
            }
        }
        let mut flat = Sequence::with_capacity(result.len());
        for item in result {
            match item {
                Item::Group { number: None, add: 0, del: 0, body } => flat.extend(body),
                item => flat.push(item),
            }
        }
        Some(flat)
    }

    fn character_escape(&mut self, c: char) -> Option<Option<u32>> {
        let count = match c {
            'x' => 2,
            'u' if self.is_text => 4,
            'U' if self.is_text => 8,
            _ => return Some(None),
        };
        let (found, value) = self.digits(count, 16)?;
        (found == count && value <= 0x10_FFFF).then_some(Some(value))
    }

    /// A backslash and what follows it, outside of sets.
    fn escape(&mut self, code: u32) -> Option<Item> {
        let Some(c) = char::from_u32(code) else { return Some(Item::Literal(code)) };
        match c {
            'A' => return Some(Item::At(AT_BEGINNING_STRING)),
            'b' => return Some(Item::At(AT_BOUNDARY)),
            'B' => return Some(Item::At(AT_NON_BOUNDARY)),
            'Z' => return Some(Item::At(AT_END_STRING)),
            _ => {}
        }
        if let Some(category) = category(c) {
            return Some(Item::In(vec![Member::Category(category)]));
        }
        if let Some(literal) = control(c) {
            return Some(Item::Literal(literal));
        }
        if let Some(literal) = self.character_escape(c)? {
            return Some(Item::Literal(literal));
        }
        match c {
            '0' => Some(Item::Literal(self.digits(2, 8)?.1)),
            '1'..='9' => self.reference(c),
            c if c.is_ascii_alphabetic() => None,
            _ => Some(Item::Literal(code)),
        }
    }

    /// A reference to a group, or a character by its octal number.
    fn reference(&mut self, first: char) -> Option<Item> {
        let mut number = first.to_digit(10)?;
        if let Some(second) = digit(self.next, 10) {
            self.advance()?;
            if let (Some(a), true, Some(c)) = (first.to_digit(8), second < 8, digit(self.next, 8)) {
                self.advance()?;
                let value = (a * 8 + second) * 8 + c;
                return (value <= 0o377).then_some(Item::Literal(value));
            }
            number = number * 10 + second;
        }
        (self.is_closed(number) && self.may_refer(number)).then_some(Item::Reference(number))
    }

    fn set_escape(&mut self, code: u32) -> Option<Member> {
        let Some(c) = char::from_u32(code) else { return Some(Member::Literal(code)) };
        let literal = if c == 'b' { Some(8) } else { control(c) };
        if let Some(literal) = literal {
            return Some(Member::Literal(literal));
        }
        if let Some(category) = category(c) {
            return Some(Member::Category(category));
        }
        if let Some(literal) = self.character_escape(c)? {
            return Some(Member::Literal(literal));
        }
        if let Some(first) = c.to_digit(8) {
            let (found, rest) = self.digits(2, 8)?;
            let value = first * 8u32.pow(found) + rest;
            return (value <= 0o377).then_some(Member::Literal(value));
        }
        (!c.is_ascii_alphanumeric()).then_some(Member::Literal(code))
    }

    /// A character set, after its bracket.
    fn set(&mut self) -> Option<Item> {
        if self.next.is_some_and(|next| next.is('[')) {
            return None;
        }
        let mut set: Vec<Member> = Vec::new();
        let is_negated = self.accept('^')?;
        loop {
            let this = self.need()?;
            if this.is(']') && !set.is_empty() {
                break;
            }
            let first = match this {
                Token::Escaped(c) => self.set_escape(c)?,
                Token::Plain(c) => {
                    if !set.is_empty() && this.is_in("-&~|") && self.next == Some(this) {
                        return None;
                    }
                    Member::Literal(c)
                }
            };
            if !self.accept('-')? {
                set.push(first);
                continue;
            }
            let that = self.need()?;
            if that.is(']') {
                set.push(first);
                set.push(Member::Literal(u32::from(b'-')));
                break;
            }
            let second = match that {
                Token::Escaped(c) => self.set_escape(c)?,
                Token::Plain(_) if that.is('-') => return None,
                Token::Plain(c) => Member::Literal(c),
            };
            match (first, second) {
                (Member::Literal(low), Member::Literal(high)) if low <= high => set.push(Member::Range(low, high)),
                _ => return None,
            }
        }
        let mut set = unique(set);
        if let [Member::Literal(c)] = set[..] {
            return Some(if is_negated { Item::NotLiteral(c) } else { Item::Literal(c) });
        }
        if is_negated {
            set.insert(0, Member::Negate);
        }
        Some(Item::In(set))
    }

    fn repeat(&mut self, this: Token, result: &mut Sequence) -> Option<()> {
        let (mut min, mut max) = match this {
            this if this.is('?') => (0, 1),
            this if this.is('+') => (1, MAXREPEAT),
            _ => (0, MAXREPEAT),
        };
        if this.is('{') {
            let literal = Item::Literal(u32::from(b'{'));
            if self.next.is_some_and(|next| next.is('}')) {
                result.push(literal);
                return Some(());
            }
            let here = self.index - self.next.map_or(0, Token::length);
            let low = self.number()?;
            let high = if self.accept(',')? { self.number()? } else { low };
            if !self.accept('}')? {
                result.push(literal);
                self.index = here;
                return self.advance();
            }
            min = low.unwrap_or(min);
            max = high.unwrap_or(max);
            if low.is_some_and(|low| low == MAXREPEAT) || high.is_some_and(|high| high == MAXREPEAT || high < min) {
                return None;
            }
        }
        let item = result.last()?;
        if matches!(item, Item::At(_) | Item::Repeat { .. }) {
            return None;
        }
        let body = match result.pop()? {
            Item::Group { number: None, add: 0, del: 0, body } => body,
            item => vec![item],
        };
        let kind = if self.accept('?')? {
            Kind::Lazy
        } else if self.accept('+')? {
            Kind::Possessive
        } else {
            Kind::Greedy
        };
        result.push(Item::Repeat { kind, min, max, body });
        Some(())
    }

    /// A decimal number, if there is one; one that is too large is an error.
    fn number(&mut self) -> Option<Option<u32>> {
        let mut number: Option<u32> = None;
        while let Some(digit) = digit(self.next, 10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
            self.advance()?;
        }
        Some(number)
    }

    /// A group, after its parenthesis.
    fn group(&mut self, verbose: &mut bool, depth: u32, is_first: bool, result: &mut Sequence) -> Option<()> {
        let (mut captures, mut is_atomic, mut name) = (true, false, None);
        let (mut add, mut del) = (0, 0);
        if self.accept('?')? {
            let token = self.need()?;
            let Token::Plain(c) = token else { return None };
            match char::from_u32(c)? {
                'P' => {
                    if self.accept('<')? {
                        let text = self.name('>')?;
                        if text.starts_with(|c: char| c.is_ascii_digit()) {
                            return None;
                        }
                        name = Some(text);
                    } else if self.accept('=')? {
                        let text = self.name(')')?;
                        let group = self.number_of(&text)?;
                        if !self.is_closed(group) || !self.may_refer(group) {
                            return None;
                        }
                        result.push(Item::Reference(group));
                        return Some(());
                    } else {
                        return None;
                    }
                }
                ':' => captures = false,
                '#' => {
                    while !self.need()?.is(')') {}
                    return Some(());
                }
                c @ ('=' | '!' | '<') => return self.assertion(c, *verbose, depth, result),
                '(' => return self.conditional(*verbose, depth, result),
                '>' => (captures, is_atomic) = (false, true),
                c => {
                    match self.inline_flags(c)? {
                        None if is_first && result.is_empty() => {
                            *verbose = self.flags & VERBOSE != 0;
                            return Some(());
                        }
                        None => return None,
                        Some(flags) => (add, del) = flags,
                    }
                    captures = false;
                }
            }
        }
        let number = if captures {
            let number = self.groups.len() as u32;
            self.groups.push(None);
            if let Some(name) = name {
                if self.number_of(&name).is_some() {
                    return None;
                }
                self.names.push((name, number));
            }
            Some(number)
        } else {
            None
        };
        let inner = (*verbose || add & VERBOSE != 0) && del & VERBOSE == 0;
        let body = self.alternatives(inner, depth + 1)?;
        if !self.accept(')')? {
            return None;
        }
        if let Some(number) = number {
            self.groups[number as usize] = Some(width(&body, &self.groups));
        }
        result.push(if is_atomic { Item::Atomic(body) } else { Item::Group { number, add, del, body } });
        Some(())
    }

    fn assertion(&mut self, mut c: char, verbose: bool, depth: u32, result: &mut Sequence) -> Option<()> {
        let behind = c == '<';
        let outer = self.behind;
        if behind {
            c = match self.need()? {
                token if token.is('=') => '=',
                token if token.is('!') => '!',
                _ => return None,
            };
            self.behind.get_or_insert(self.groups.len());
        }
        let body = self.alternatives(verbose, depth + 1)?;
        if behind {
            self.behind = outer;
        }
        if !self.accept(')')? {
            return None;
        }
        let is_failure = self.dialect == Dialect::V3_13 && c == '!' && body.is_empty();
        result.push(if is_failure { Item::Failure } else { Item::Assert { negated: c == '!', behind, body } });
        Some(())
    }

    fn conditional(&mut self, verbose: bool, depth: u32, result: &mut Sequence) -> Option<()> {
        let name = self.name(')')?;
        let group = if name.bytes().all(|c| c.is_ascii_digit()) {
            let group = name.parse::<u32>().ok().filter(|group| (1..MAXGROUPS).contains(group))?;
            self.conditions.push(group);
            group
        } else {
            self.number_of(&name)?
        };
        if !self.may_refer(group) {
            return None;
        }
        let yes = self.sequence(verbose, depth + 1, false)?;
        let mut no = None;
        if self.accept('|')? {
            no = Some(self.sequence(verbose, depth + 1, false)?);
            if self.next.is_some_and(|next| next.is('|')) {
                return None;
            }
        }
        if !self.accept(')')? {
            return None;
        }
        result.push(Item::Conditional { group, yes, no });
        Some(())
    }

    /// Flags in a group: those added and taken away, or none if they are for the whole pattern.
    fn inline_flags(&mut self, first: char) -> Option<Option<(u32, u32)>> {
        let is_text = self.is_text;
        let flag = |c: char| {
            Some(match c {
                'i' => IGNORECASE,
                'm' => MULTILINE,
                's' => DOTALL,
                'x' => VERBOSE,
                'a' => ASCII,
                'u' if is_text => UNICODE,
                _ => return None,
            })
        };
        let plain = |token: Token| match token {
            Token::Plain(c) => char::from_u32(c),
            Token::Escaped(_) => None,
        };
        let (mut add, mut del, mut c) = (0, 0, first);
        while c != '-' {
            let flag = flag(c)?;
            add |= flag;
            self.ignores_case |= flag == IGNORECASE;
            if flag & TYPE_FLAGS != 0 && add & TYPE_FLAGS != flag {
                return None;
            }
            c = plain(self.need()?)?;
            if matches!(c, ')' | '-' | ':') {
                break;
            }
        }
        if c == ')' {
            self.flags |= add;
            return Some(None);
        }
        if c == '-' {
            c = plain(self.need()?)?;
            loop {
                let flag = flag(c)?;
                if flag & TYPE_FLAGS != 0 {
                    return None;
                }
                del |= flag;
                c = plain(self.need()?)?;
                if c == ':' {
                    break;
                }
            }
        }
        (add & del == 0).then_some(Some((add, del)))
    }
}

/// Members without those that were there before.
fn unique(members: Vec<Member>) -> Vec<Member> {
    let mut result: Vec<Member> = Vec::with_capacity(members.len());
    for member in members {
        if !result.contains(&member) {
            result.push(member);
        }
    }
    result
}

fn category(c: char) -> Option<u32> {
    Some(match c {
        'd' => 0,
        'D' => 1,
        's' => 2,
        'S' => 3,
        'w' => 4,
        'W' => 5,
        _ => return None,
    })
}

/// Escapes that stand for a control character, or for the backslash. `\b` is one in sets only.
fn control(c: char) -> Option<u32> {
    Some(match c {
        'a' => 7,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}
