//! Generated arithmetic against Python's rules, written out in wide integers.

mod fake;

use andiron_codegen::abi::ExitKind;
use andiron_hir::function::{Condition, Entry};
use andiron_hir::{Imm, Opcode};
use fake::*;

const INTERESTING: [i64; 21] = [
    0,
    1,
    -1,
    2,
    -2,
    3,
    5,
    7,
    -7,
    63,
    64,
    255,
    256,
    1 << 30,
    -(1 << 30),
    (1 << 53) + 1,
    1 << 62,
    i64::MAX,
    i64::MIN,
    i64::MAX - 1,
    i64::MIN + 1,
];

fn python(opcode: Opcode, x: i64, y: i64) -> Option<i64> {
    let (a, b) = (i128::from(x), i128::from(y));
    let wide = match opcode {
        Opcode::IntAdd => a + b,
        Opcode::IntSub => a - b,
        Opcode::IntMul => a * b,
        Opcode::IntFloorDiv if y != 0 => a.div_euclid(b) - i128::from(b < 0 && a.rem_euclid(b) != 0),
        Opcode::IntMod | Opcode::IntModNew if y != 0 => {
            let m = a.rem_euclid(b);
            if b < 0 && m != 0 { m + b } else { m }
        }
        Opcode::IntAnd => a & b,
        Opcode::IntOr => a | b,
        Opcode::IntXor => a ^ b,
        Opcode::IntShl if (0..64).contains(&y) => a << b,
        // A negative number of more than one digit is the answer itself where nothing is shifted out.
        Opcode::IntShr if y == 0 && x <= -(1 << 30) => return None,
        Opcode::IntShr if y >= 0 => a >> b.min(63),
        _ => return None,
    };
    // The smallest integer by -1 leaves for the interpreter for its remainder too.
    if matches!(opcode, Opcode::IntMod | Opcode::IntModNew) && x == i64::MIN && y == -1 {
        return None;
    }
    // So does a remainder that may be the dividend's very object.
    if opcode == Opcode::IntModNew && wide == a && !(-5..=256).contains(&x) && y.unsigned_abs() >= 1 << 30 {
        return None;
    }
    i64::try_from(wide).ok()
}

#[test]
fn integers_are_exact_or_leave() {
    use Opcode::*;
    let fake = Fake::new();
    for opcode in [IntAdd, IntSub, IntMul, IntFloorDiv, IntMod, IntModNew, IntAnd, IntOr, IntXor, IntShl, IntShr] {
        let mut m = Maker::new(&fake, 2, Entry::Function);
        let (x, y) = (m.int_parameter(0), m.int_parameter(1));
        m.unit = 9;
        let state = m.state_with(&[], &[(2, x)], &[]);
        let z = m.exiting(opcode, &[x, y], Imm::None, state);
        let r = m.boxed_int(z);
        m.ret(r);
        let code = fake.compile(&m.f);
        for x in INTERESTING {
            for y in INTERESTING {
                let (a, b) = (new_int(x), new_int(y));
                take_log();
                let result = fake.call(&code, &[a, b]);
                match python(opcode, x, y) {
                    Some(expected) => {
                        assert_eq!(int_value(result), Some(expected), "{x} {} {y}", opcode.name());
                        assert_eq!((references(a), references(b)), (REFERENCES - 1, REFERENCES - 1));
                    }
                    None => {
                        assert_eq!(result, EXITED, "{x} {} {y}", opcode.name());
                        let exit = Event::Exit {
                            unit: 9,
                            kind: ExitKind::Check(opcode),
                            locals: vec![(2, Seen::Int(x))],
                            stack: vec![],
                            drops: vec![],
                        };
                        assert_eq!(take_log(), [exit]);
                        reset(&fake);
                    }
                }
            }
        }
    }
}

/// Puts right what a real exit's interpreter would have.
fn reset(fake: &Fake) {
    use andiron_cpython::layout;
    write(fake.cframe, layout::CFRAME_CURRENT_FRAME, 0x1234);
    write(fake.thread, layout::THREAD_DATASTACK_TOP, fake.stack as u64);
    write32(fake.thread, layout::THREAD_PY_RECURSION_REMAINING, 1000);
    write(fake.function, layout::OBJECT_REFCNT, REFERENCES);
    write(fake.code, layout::OBJECT_REFCNT, REFERENCES);
}

#[test]
fn constant_divisors() {
    use Opcode::*;
    let fake = Fake::new();
    for opcode in [IntFloorDiv, IntMod] {
        for y in [1, 2, 8, 10, -3, -8, 1 << 40] {
            let mut m = Maker::new(&fake, 1, Entry::Function);
            let (x, d) = (m.int_parameter(0), m.int(y));
            let state = m.state(&[]);
            let z = m.exiting(opcode, &[x, d], Imm::None, state);
            let r = m.boxed_int(z);
            m.ret(r);
            let code = fake.compile(&m.f);
            for x in INTERESTING {
                let result = fake.call(&code, &[new_int(x)]);
                assert_eq!(int_value(result), python(opcode, x, y), "{x} {} {y}", opcode.name());
            }
        }
    }
}

#[test]
fn unary_and_conversions() {
    use Opcode::*;
    let fake = Fake::new();
    for opcode in [IntNeg, IntInvert] {
        let mut m = Maker::new(&fake, 1, Entry::Function);
        let x = m.int_parameter(0);
        let state = m.state(&[]);
        let z = m.exiting(opcode, &[x], Imm::None, state);
        let r = m.boxed_int(z);
        m.ret(r);
        let code = fake.compile(&m.f);
        for x in INTERESTING {
            let expected = if opcode == IntNeg { x.checked_neg() } else { Some(!x) };
            let result = fake.call(&code, &[new_int(x)]);
            if result == EXITED {
                assert_eq!(expected, None);
                reset(&fake);
            } else {
                assert_eq!(int_value(result), expected);
            }
        }
    }
    for opcode in [IntToFloat, IntToFloatExact] {
        let mut m = Maker::new(&fake, 1, Entry::Function);
        let x = m.int_parameter(0);
        let state = m.state(&[]);
        let z = m.exiting(opcode, &[x], Imm::None, state);
        let r = m.boxed_float(z);
        m.ret(r);
        let code = fake.compile(&m.f);
        for x in INTERESTING {
            let result = fake.call(&code, &[new_int(x)]);
            let fits = opcode == IntToFloat || x.unsigned_abs() <= 1 << 53;
            if result == EXITED {
                assert!(!fits, "{x}");
                reset(&fake);
            } else {
                assert!(fits, "{x}");
                assert_eq!(float_value(result), x as f64);
            }
        }
    }
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let x = m.float_parameter(0);
    let state = m.state(&[]);
    let z = m.exiting(FloatToInt, &[x], Imm::None, state);
    let r = m.boxed_int(z);
    m.ret(r);
    let code = fake.compile(&m.f);
    for x in [0.0, -0.5, 1.99, -1.99, 1e18, 4.7e18, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let result = fake.call(&code, &[new_float(x)]);
        if result == EXITED {
            assert!(x.is_nan() || x.abs() >= 2f64.powi(62), "{x}");
            reset(&fake);
        } else {
            assert_eq!(int_value(result), Some(x as i64));
        }
    }
}

#[test]
fn floats() {
    use Opcode::*;
    let fake = Fake::new();
    let numbers = [0.0, -0.0, 1.0, -1.5, 2.0, 0.5, 1e308, -1e308, f64::INFINITY, f64::NEG_INFINITY, f64::NAN];
    for opcode in [FloatAdd, FloatSub, FloatMul, FloatDiv, FloatFloorDiv, FloatMod, FloatPow] {
        let mut m = Maker::new(&fake, 2, Entry::Function);
        let (x, y) = (m.float_parameter(0), m.float_parameter(1));
        let state = m.state(&[]);
        let z = m.exiting(opcode, &[x, y], Imm::None, state);
        let r = m.boxed_float(z);
        m.ret(r);
        let code = fake.compile(&m.f);
        for x in numbers {
            for y in numbers {
                let (expected, leaves) = match opcode {
                    FloatAdd => (x + y, false),
                    FloatSub => (x - y, false),
                    FloatMul => (x * y, false),
                    FloatDiv => (x / y, y == 0.0),
                    FloatFloorDiv => ((x / y).floor(), y == 0.0),
                    FloatMod => (x - y * (x / y).floor(), y == 0.0),
                    _ => {
                        let overflow = x.powf(y).is_infinite() && x.is_finite() && y.is_finite();
                        let complex = x < 0.0 && y.floor() != y && !y.is_infinite();
                        (x.powf(y), (x == 0.0 && y < 0.0) || complex || overflow)
                    }
                };
                let result = fake.call(&code, &[new_float(x), new_float(y)]);
                assert_eq!(result == EXITED, leaves, "{x} {} {y}", opcode.name());
                if leaves {
                    reset(&fake);
                } else {
                    let found = float_value(result);
                    assert!(found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan());
                }
            }
        }
    }
}

#[test]
fn comparisons_know_about_nan() {
    let fake = Fake::new();
    let numbers = [0.0, -0.0, 1.0, -1.0, f64::INFINITY, f64::NAN];
    for (i, condition) in Condition::ALL.into_iter().enumerate() {
        let mut m = Maker::new(&fake, 2, Entry::Function);
        let (x, y) = (m.float_parameter(0), m.float_parameter(1));
        let z = m.op(Opcode::FloatCompare, &[x, y], Imm::Condition(condition));
        let r = m.boxed_bool(z);
        m.ret(r);
        let code = fake.compile(&m.f);
        for x in numbers {
            for y in numbers {
                let expected = [x < y, x <= y, x == y, x != y, x > y, x >= y][i];
                let expected = if expected { fake.booleans.1 } else { fake.booleans.0 };
                assert_eq!(fake.call(&code, &[new_float(x), new_float(y)]), expected, "{x} {condition:?} {y}");
            }
        }
    }
}

#[test]
fn boxing() {
    use andiron_cpython::layout;
    let fake = Fake::new();
    let mut m = Maker::new(&fake, 1, Entry::Function);
    let x = m.int_parameter(0);
    let r = m.boxed_int(x);
    m.ret(r);
    let code = fake.compile(&m.f);
    for x in [-5, 0, 256] {
        assert_eq!(fake.call(&code, &[new_int(x)]), fake.small_int(x));
        assert_eq!(references(fake.small_int(x)), 0xFFFF_FFFF);
    }
    take_log();
    fake.call(&code, &[new_int(-6)]);
    fake.call(&code, &[new_int(257)]);
    fake.call(&code, &[new_int(i64::MIN)]);
    assert_eq!(take_log(), [Event::BoxInt(-6), Event::BoxInt(257), Event::BoxInt(i64::MIN)]);
    assert_eq!(fake.call(&code, &[new_huge_int()]), EXITED);
    reset(&fake);

    let mut m = Maker::new(&fake, 1, Entry::Function);
    let x = m.float_parameter(0);
    let r = m.boxed_float(x);
    m.ret(r);
    let code = fake.compile(&m.f);
    // Two on the free list, linked through their types.
    let (first, second) = (memory(24), memory(24));
    write(first, layout::OBJECT_TYPE, second as u64);
    write(fake.interpreter, layout::INTERP_FLOAT_FREE_LIST, first as u64);
    write32(fake.interpreter, layout::INTERP_FLOAT_FREE_COUNT, 2);
    take_log();
    assert_eq!(fake.call(&code, &[new_float(1.5)]), first);
    assert_eq!((float_value(first), references(first)), (1.5, 1));
    assert_eq!(read32(fake.interpreter, layout::INTERP_FLOAT_FREE_COUNT), 1);
    assert_eq!(fake.call(&code, &[new_float(2.5)]), second);
    assert_eq!(take_log(), []);
    fake.call(&code, &[new_float(3.5)]);
    assert_eq!(take_log(), [Event::BoxFloat(3.5)]);
}
