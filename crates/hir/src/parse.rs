//! Reads listings: the reverse of [`crate::print`], for tests and for looking at single passes.
//!
//! Instructions without a result get numbers of their own above all that appear in the text. Objects get their number
//! as address.

use crate::function::{
    Block, BlockData, CallInfo, Condition, Def, Edge, Entry, FrameState, Function, HandlerRow, Imm, Inst, Local,
    ObjectId, OldValue, Reason, StackItem, State, Value, ValueData,
};
use crate::helper::Helper;
use crate::opcode::{ImmKind, Opcode};
use crate::types::{Type, class_from_name};
use andiron_bytecode::{Convention, Fact, ObjectRef};

/// Reads a function; the error says in which line what is wrong.
pub fn parse(text: &str) -> Result<Function, String> {
    let mut parser = Parser { f: Function::default(), next: largest_value(text) + 1, values: Vec::new() };
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if !line.is_empty() {
            parser.line(line).map_err(|what| format!("line {}: {what}: {line}", number + 1))?;
        }
    }
    parser.finish()
}

/// The largest `vN` in the text.
fn largest_value(text: &str) -> u32 {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter_map(|word| word.strip_prefix('v')?.parse().ok()).max().unwrap_or(0)
}

struct Parser {
    f: Function,
    next: u32,
    values: Vec<Option<ValueData>>,
}

type Res<T> = Result<T, String>;

fn number<T: std::str::FromStr>(text: &str) -> Res<T> {
    text.trim().parse().map_err(|_| format!("{text:?} is no number"))
}

fn indexed(text: &str, prefix: char) -> Res<u32> {
    let digits = text.trim().strip_prefix(prefix).ok_or_else(|| format!("{text:?} should begin with {prefix}"))?;
    number(digits)
}

fn value(text: &str) -> Res<Value> {
    indexed(text, 'v').map(Value)
}

/// Splits at commas outside parentheses; an empty text has no items.
fn items(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                found.push(text[start..i].trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    found.push(text[start..].trim());
    found.retain(|item| !item.is_empty());
    found
}

fn all<T>(text: &str, item: impl Fn(&str) -> Res<T>) -> Res<Vec<T>> {
    items(text).into_iter().map(item).collect()
}

/// What stands between `open` and the next `close` after it, and the rest.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Res<(&'a str, &'a str)> {
    let rest = text.split_once(open).ok_or_else(|| format!("no {open:?}"))?.1;
    rest.split_once(close).ok_or_else(|| format!("no {close:?}"))
}

/// A string as `{:?}` writes it, and the rest.
fn quoted(text: &str) -> Res<(String, &str)> {
    let mut chars = text.strip_prefix('"').ok_or("a quoted string should stand here")?.char_indices();
    let mut out = String::new();
    while let Some((i, c)) = chars.next() {
        match c {
            '"' => return Ok((out, text[i + 2..].trim_start())),
            '\\' => match chars.next().ok_or("text ends in a backslash")?.1 {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                '0' => out.push('\0'),
                'u' => {
                    let digits: String = chars.by_ref().map(|(_, c)| c).skip(1).take_while(|c| *c != '}').collect();
                    let code = u32::from_str_radix(&digits, 16).map_err(|_| "bad \\u escape")?;
                    out.push(char::from_u32(code).ok_or("bad \\u escape")?);
                }
                other => out.push(other),
            },
            c => out.push(c),
        }
    }
    Err("string without an end".into())
}

/// The word after `keyword`, if the keyword is there.
fn after<'a>(text: &'a str, keyword: &str) -> Option<&'a str> {
    let mut words = text.split_whitespace();
    words.find(|word| *word == keyword)?;
    words.next()
}

impl Parser {
    fn line(&mut self, line: &str) -> Res<()> {
        if line.starts_with("  ") {
            return self.instruction(line.trim());
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "function" => {
                let (name, rest) = quoted(rest)?;
                let field = |keyword| after(rest, keyword).map_or(Ok(0), number);
                self.f.name = name;
                self.f.parameters = field("parameters")?;
                self.f.stack_size = field("stack")?;
                self.f.scratch_words = field("scratch")?;
                self.f.first_traceable = field("first")?;
                Ok(())
            }
            "slots" => {
                self.f.slots = rest.split(',').map(|name| name.trim().to_owned()).collect();
                Ok(())
            }
            "handler" => self.handler(rest),
            _ if line.starts_with('o') => self.object(rest),
            _ if line.starts_with('b') => self.block(line),
            _ if line.starts_with('s') => self.state(line),
            _ => Err("neither block, instruction nor state".into()),
        }
    }

    fn handler(&mut self, rest: &str) -> Res<()> {
        let (range, target) = rest.split_once(" -> ").ok_or("no target")?;
        let (start, end) = range.split_once("..").ok_or("no range")?;
        let word = target.split_whitespace().next().ok_or("no target")?;
        let block = if word == "interpreter" { None } else { Some(Block(indexed(word, 'b')?)) };
        self.f.handlers.push(HandlerRow {
            start: number(start)?,
            end: number(end)?,
            block,
            depth: number(after(target, "depth").ok_or("no depth")?)?,
            push_lasti: target.ends_with(" lasti"),
        });
        Ok(())
    }

    fn object(&mut self, rest: &str) -> Res<()> {
        use andiron_bytecode::Class;
        let rest = rest.strip_prefix("= ").ok_or("no =")?;
        let (class, rest) = rest.split_once(' ').ok_or("no class")?;
        let class = class_from_name(class).ok_or("no such class")?;
        let (text, rest) = quoted(rest)?;
        let fact = match class {
            _ if rest.is_empty() => Fact::None,
            Class::Int => Fact::Int(number(rest)?),
            Class::Float => Fact::Float(number(rest)?),
            Class::Bool => Fact::Bool(number(rest)?),
            Class::Str => Fact::Str(quoted(rest)?.0),
            _ => return Err("such an object has no value".into()),
        };
        let address = self.f.objects.len() + 1;
        self.f.objects.push(ObjectRef { address, class, text, fact });
        Ok(())
    }

    fn block(&mut self, line: &str) -> Res<()> {
        let (name, rest) = line.split_once('(').ok_or("no parameters")?;
        let (params, rest) = rest.split_once(')').ok_or("no parameters")?;
        let block = Block(indexed(name, 'b')?);
        if block.index() != self.f.blocks.len() {
            return Err("blocks must be numbered in order".into());
        }
        let rest = rest.strip_suffix(':').ok_or("no colon")?;
        let (head, state) = match rest.split_once('|') {
            Some((head, state)) => (head, Some(State(indexed(state, 's')?))),
            None => (rest, None),
        };
        let entry = match head.split_whitespace().next() {
            Some("function") => Entry::Function,
            Some("handler") => Entry::Handler,
            Some("loop") => Entry::Loop,
            _ => Entry::None,
        };
        let unit = number(head.split_once('@').ok_or("no unit")?.1)?;
        self.f.blocks.push(BlockData { params: Vec::new(), insts: Vec::new(), entry, unit, state });
        for param in items(params) {
            let (name, ty) = param.split_once(':').ok_or("parameters need a type")?;
            let mut words = ty.split_whitespace();
            let ty: Type = words.next().ok_or("parameters need a type")?.parse()?;
            let home = words.next().map(|slot| self.slot(slot)).transpose()?;
            let v = value(name)?;
            self.define(v, ValueData { ty, def: Def::Param { block, home } })?;
            self.f.blocks[block.index()].params.push(v);
        }
        Ok(())
    }

    fn define(&mut self, v: Value, data: ValueData) -> Res<()> {
        if self.values.len() <= v.index() {
            self.values.resize(v.index() + 1, None);
        }
        match self.values[v.index()].replace(data) {
            None => Ok(()),
            Some(_) => Err(format!("{v} is defined twice")),
        }
    }

    fn slot(&self, name: &str) -> Res<u32> {
        if let Some(index) = name.strip_prefix('#') {
            return number(index);
        }
        let index = self.f.slots.iter().position(|slot| slot == name);
        index.map(|i| i as u32).ok_or_else(|| format!("no slot {name:?}"))
    }

    fn instruction(&mut self, line: &str) -> Res<()> {
        let (line, unit) = line.rsplit_once('@').ok_or("no unit")?;
        let unit = number(unit)?;
        let (result, line) = match line.split_once(" = ") {
            Some((result, rest)) => {
                let (name, ty) = result.split_once(':').ok_or("results need a type")?;
                (Some((value(name)?, ty.trim().parse::<Type>()?)), rest)
            }
            None => (None, line),
        };
        let (line, state) = match line.rsplit_once(" | ") {
            Some((rest, state)) => (rest, Some(State(indexed(state, 's')?))),
            None => (line, None),
        };
        let (line, targets) = match line.split_once("-> ") {
            Some((rest, targets)) => (rest, all(targets, edge)?),
            None => (line, Vec::new()),
        };
        let end = line.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(line.len());
        let opcode = Opcode::from_name(&line[..end]).ok_or_else(|| format!("no instruction {:?}", &line[..end]))?;
        let (imm, args) = match line[end..].strip_prefix('<') {
            Some(rest) => rest.split_once('>').ok_or("no >")?,
            None => ("", &line[end..]),
        };
        let imm = self.imm(opcode, imm)?;
        let inst = Inst { opcode, args: all(args, value)?, imm, state, targets, unit };
        let (v, ty) = result.unwrap_or((Value(self.next), Type::VOID));
        self.next += u32::from(result.is_none());
        self.define(v, ValueData { ty, def: Def::Inst(inst) })?;
        self.f.blocks.last_mut().ok_or("an instruction outside of blocks")?.insts.push(v);
        Ok(())
    }

    fn imm(&self, opcode: Opcode, text: &str) -> Res<Imm> {
        Ok(match opcode.imm() {
            ImmKind::None => Imm::None,
            ImmKind::Index if opcode.names_slot() => Imm::Index(self.slot(text)?),
            ImmKind::Index => Imm::Index(number(text)?),
            ImmKind::Int => Imm::Int(number(text)?),
            ImmKind::Float => Imm::Float(number(text)?),
            ImmKind::Bool => Imm::Bool(number(text)?),
            ImmKind::Object => Imm::Object(ObjectId(indexed(text, 'o')?)),
            ImmKind::Class => Imm::Class(class_from_name(text).ok_or("no such class")?),
            ImmKind::Condition => {
                let found = Condition::ALL.into_iter().find(|c| format!("{c:?}") == text);
                Imm::Condition(found.ok_or("no such condition")?)
            }
            ImmKind::Helper => Imm::Helper(Helper::from_name(text).ok_or("no such helper")?),
            ImmKind::Reason => Imm::Reason(Reason::from_name(text).ok_or("no such reason")?),
            ImmKind::Call => Imm::Call(call(text)?),
            ImmKind::Slot => {
                let (slot, old) = text.split_once(", ").ok_or("what was in the slot?")?;
                let old = match old {
                    "unknown" => OldValue::Unknown,
                    "present" => OldValue::Present,
                    "null" => OldValue::Null,
                    _ => return Err("no such old value".into()),
                };
                Imm::Slot { index: self.slot(slot)?, old }
            }
            ImmKind::Slots => {
                let (from, to) = text.split_once(", ").ok_or("two slots")?;
                Imm::Slots { from: self.slot(from)?, to: self.slot(to)? }
            }
            ImmKind::Versions => {
                Imm::Versions(all(text, number)?.try_into().map_err(|_| "how many versions?".to_owned())?)
            }
            ImmKind::Global => {
                let parts = items(text);
                let version = |prefix| parts.iter().find_map(|part| part.strip_prefix(prefix));
                Imm::Global {
                    index: number(parts.first().ok_or("no index")?)?,
                    keys_version: number(version("keys ").ok_or("no keys version")?)?,
                    builtin_keys_version: version("builtin keys ").map(number).transpose()?,
                }
            }
        })
    }

    fn state(&mut self, line: &str) -> Res<()> {
        let (name, rest) = line.split_once(':').ok_or("no colon")?;
        let state = State(indexed(name, 's')?);
        let (locals, rest_) = between(rest, "locals [", "]")?;
        let (stack, tail) = between(rest_, "stack [", "]")?;
        let local = |text: &str| -> Res<Local> {
            Ok(match text.split_once('=').ok_or("a local needs a value")?.1 {
                "slot" => Local::InSlot,
                raw if raw.starts_with("raw ") => {
                    if let Some((raw, absent)) = raw[4..].split_once(" unless ") {
                        Local::RawOrNull { value: value(raw)?, absent: value(absent)? }
                    } else if let Some((raw, held)) = raw[4..].split_once(" or slot if ") {
                        Local::RawOrHeld { value: value(raw)?, held: value(held)? }
                    } else {
                        Local::Raw(value(&raw[4..])?)
                    }
                }
                v => Local::Value(value(v)?),
            })
        };
        let slots = &self.f.slots;
        let item = |text: &str| -> Res<StackItem> {
            let (text, slot) = match text.split_once(" as ") {
                Some((text, slot)) => (text, Some(slots.iter().position(|s| s == slot).ok_or("no such slot")? as u32)),
                None => (text, None),
            };
            let (name, transfer) = text.strip_suffix(" transfer").map_or((text, false), |name| (name, true));
            Ok(StackItem { value: value(name)?, transfer, slot })
        };
        let drops = if tail.contains("drops [") { all(between(tail, "drops [", "]")?.0, value)? } else { Vec::new() };
        let empty = || FrameState { unit: 0, locals: Vec::new(), stack: Vec::new(), drops: Vec::new(), caller: None };
        while self.f.states.len() <= state.index() {
            self.f.states.push(empty());
        }
        self.f.states[state.index()] = FrameState {
            unit: number(after(rest, "unit").ok_or("no unit")?)?,
            locals: all(locals, local)?,
            stack: all(stack, item)?,
            drops,
            caller: after(tail, "caller").map(|s| indexed(s, 's').map(State)).transpose()?,
        };
        Ok(())
    }

    fn finish(mut self) -> Res<Function> {
        // Numbers nobody uses become instructions in no block.
        let filler = Inst {
            opcode: Opcode::Unreachable,
            args: Vec::new(),
            imm: Imm::None,
            state: None,
            targets: Vec::new(),
            unit: 0,
        };
        let filler = ValueData { ty: Type::VOID, def: Def::Inst(filler) };
        self.f.values = self.values.into_iter().map(|data| data.unwrap_or_else(|| filler.clone())).collect();
        Ok(self.f)
    }
}

fn edge(text: &str) -> Res<Edge> {
    let (block, args) = text.split_once('(').ok_or("a target needs parentheses")?;
    let args = args.strip_suffix(')').ok_or("a target needs parentheses")?;
    Ok(Edge { block: Block(indexed(block, 'b')?), args: all(args, value)? })
}

fn call(text: &str) -> Res<CallInfo> {
    let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
    let convention = match kind {
        "direct" => return Ok(CallInfo::Direct { code: number(rest)? }),
        "vector" if rest.is_empty() => return Ok(CallInfo::Vector { keywords: None }),
        "vector" => return Ok(CallInfo::Vector { keywords: Some(ObjectId(indexed(rest, 'o')?)) }),
        "NoArgs" => Convention::NoArgs,
        "O" => Convention::O,
        "Fast" => Convention::Fast,
        "FastWithKeywords" => Convention::FastWithKeywords,
        "Other" => Convention::Other,
        _ => return Err(format!("no call {kind:?}")),
    };
    Ok(CallInfo::C { function: number(rest)?, convention })
}
