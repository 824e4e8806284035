//! Arithmetic, comparison, truth.

use super::Object;
use andiron_cpython::gated;
use andiron_cpython::{ffi, long, object};

type Binary = unsafe extern "C" fn(Object, Object) -> Object;

unsafe extern "C" fn power(base: Object, exponent: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyNumber_Power(base, exponent, object::none())) }
}

unsafe extern "C" fn in_place_power(base: Object, exponent: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyNumber_InPlacePower(base, exponent, object::none())) }
}

/// Operation numbers.
const ADD: i64 = 0;
const MULTIPLY: i64 = 5;
const SUBTRACT: i64 = 10;
const TRUE_DIVIDE: i64 = 11;

/// Two numbers of which one at least is a float and the other at most a small int: sites where programs mix both, so
/// that compiled code does not know which to expect. Anything else: none.
#[inline]
unsafe fn floats(left: Object, right: Object) -> Option<(f64, f64)> {
    // SAFETY: live objects; read by their exact classes.
    unsafe {
        let is_float = |value| object::is_exact(value, &raw const ffi::PyFloat_Type);
        let float = |value: Object| (*value.cast::<ffi::PyFloatObject>()).ob_fval;
        let small = |value: Object| {
            let plain = object::is_exact(value, &raw const ffi::PyLong_Type) && long::is_compact(value);
            plain.then(|| long::to_i64(value)).flatten().map(|value| value as f64)
        };
        match (is_float(left), is_float(right)) {
            (true, true) => Some((float(left), float(right))),
            (true, false) => Some((float(left), small(right)?)),
            (false, true) => Some((small(left)?, float(right))),
            (false, false) => None,
        }
    }
}

/// By operation number: `NB_ADD`.. in the order of the `opcode` module's `_nb_ops`, then the in-place forms.
static BINARY: [Binary; 26] = [
    ffi::PyNumber_Add,
    ffi::PyNumber_And,
    ffi::PyNumber_FloorDivide,
    ffi::PyNumber_Lshift,
    ffi::PyNumber_MatrixMultiply,
    ffi::PyNumber_Multiply,
    ffi::PyNumber_Remainder,
    ffi::PyNumber_Or,
    power,
    ffi::PyNumber_Rshift,
    ffi::PyNumber_Subtract,
    ffi::PyNumber_TrueDivide,
    ffi::PyNumber_Xor,
    ffi::PyNumber_InPlaceAdd,
    ffi::PyNumber_InPlaceAnd,
    ffi::PyNumber_InPlaceFloorDivide,
    ffi::PyNumber_InPlaceLshift,
    ffi::PyNumber_InPlaceMatrixMultiply,
    ffi::PyNumber_InPlaceMultiply,
    ffi::PyNumber_InPlaceRemainder,
    ffi::PyNumber_InPlaceOr,
    in_place_power,
    ffi::PyNumber_InPlaceRshift,
    ffi::PyNumber_InPlaceSubtract,
    ffi::PyNumber_InPlaceTrueDivide,
    ffi::PyNumber_InPlaceXor,
];

/// What `int` itself does for the operation: what `PyNumber_…` comes to for two of them.
#[inline]
unsafe fn int_operation(operation: i64) -> ffi::binaryfunc {
    const AND: i64 = 1;
    const FLOOR_DIVIDE: i64 = 2;
    const LEFT_SHIFT: i64 = 3;
    const REMAINDER: i64 = 6;
    const OR: i64 = 7;
    const RIGHT_SHIFT: i64 = 9;
    const XOR: i64 = 12;
    // SAFETY: `int` is a static, immutable class with number slots.
    unsafe {
        let class = &raw const ffi::PyLong_Type;
        let slots = &*(*class).tp_as_number;
        match operation {
            ADD => slots.nb_add,
            SUBTRACT => slots.nb_subtract,
            MULTIPLY => slots.nb_multiply,
            REMAINDER => slots.nb_remainder,
            FLOOR_DIVIDE => slots.nb_floor_divide,
            AND => slots.nb_and,
            OR => slots.nb_or,
            XOR => slots.nb_xor,
            LEFT_SHIFT => slots.nb_lshift,
            RIGHT_SHIFT => slots.nb_rshift,
            _ => None,
        }
    }
}

pub(super) unsafe extern "C" fn binary_op(operation: i64, left: Object, right: Object) -> Object {
    // SAFETY: the contract of `ops`; the number comes from a `BINARY_OP` instruction.
    unsafe {
        if let Some((left, right)) = floats(left, right) {
            // The in-place forms are 13 further on; for numbers they are the same.
            let result = match operation % 13 {
                ADD => left + right,
                MULTIPLY => left * right,
                SUBTRACT => left - right,
                TRUE_DIVIDE if right != 0.0 => left / right,
                _ => f64::NAN,
            };
            // Not a number: perhaps none of these operations.
            if !result.is_nan() {
                return crate::world::box_float(result);
            }
        }
        let is_int = |value| object::is_exact(value, &raw const ffi::PyLong_Type);
        if is_int(left)
            && is_int(right)
            && let Some(own) = int_operation(operation % 13)
        {
            return own(left, right);
        }
        let apply = BINARY[operation as usize];
        gated!(apply(left, right))
    }
}

pub(super) unsafe extern "C" fn unary_negative(value: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyNumber_Negative(value)) }
}

pub(super) unsafe extern "C" fn unary_invert(value: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyNumber_Invert(value)) }
}

pub(super) unsafe extern "C" fn compare(condition: i64, left: Object, right: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PyObject_RichCompare(left, right, condition as i32)) }
}

pub(super) unsafe extern "C" fn compare_truth(condition: i64, left: Object, right: Object) -> i32 {
    // Not `PyObject_RichCompareBool`: that one takes identity for equality.
    // SAFETY: the contract of `ops`.
    unsafe {
        if let Some((left, right)) = floats(left, right) {
            // In the order of `Py_LT`, `Py_LE`, `Py_EQ`, `Py_NE`, `Py_GT`, `Py_GE`.
            let answers = [left < right, left <= right, left == right, left != right, left > right, left >= right];
            return answers[condition as usize].into();
        }
        let result = gated!(ffi::PyObject_RichCompare(left, right, condition as i32));
        if result.is_null() {
            return -1;
        }
        let truth = is_true(result);
        object::decref(result);
        truth
    }
}

pub(super) unsafe extern "C" fn str_concat(left: Object, right: Object) -> Object {
    // SAFETY: the contract of `ops`.
    unsafe { ffi::PyUnicode_Concat(left, right) }
}

pub(super) unsafe extern "C" fn str_append(left: Object, right: Object) -> Object {
    // SAFETY: the contract of `ops`; takes the reference to `left` over, also where it fails.
    unsafe {
        let mut result = left;
        ffi::PyUnicode_Append(&raw mut result, right);
        result
    }
}

pub(super) unsafe extern "C" fn str_equal(left: Object, right: Object) -> i32 {
    // SAFETY: the contract of `ops`; both are exact strings, for which it cannot fail.
    unsafe { ffi::_PyUnicode_Equal(left, right) }
}

pub(super) unsafe extern "C" fn is_true(value: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe {
        match () {
            () if value == object::bool_object(true) => 1,
            () if value == object::bool_object(false) => 0,
            () => gated!(ffi::PyObject_IsTrue(value)),
        }
    }
}

pub(super) unsafe extern "C" fn contains(value: Object, container: Object) -> i32 {
    // SAFETY: the contract of `ops`.
    unsafe { gated!(ffi::PySequence_Contains(container, value)) }
}

/// `left // right`, bit for bit as `float.__floordiv__`. Domain: `right` is not zero.
pub(super) unsafe extern "C" fn float_floor_div(left: f64, right: f64) -> f64 {
    // Rust's `%` on floats is C's `fmod`, which is exact.
    let remainder = left % right;
    let mut quotient = (left - remainder) / right;
    if remainder != 0.0 && (right < 0.0) != (remainder < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return 0f64.copysign(left / right);
    }
    let floor = quotient.floor();
    // The division above rounds: snap to the nearest integer.
    if quotient - floor > 0.5 { floor + 1.0 } else { floor }
}

/// `left % right`, bit for bit as `float.__mod__`: the result has the sign of `right`. Domain: `right` is not zero.
pub(super) unsafe extern "C" fn float_mod(left: f64, right: f64) -> f64 {
    let remainder = left % right;
    if remainder == 0.0 {
        0f64.copysign(right)
    } else if (right < 0.0) != (remainder < 0.0) {
        remainder + right
    } else {
        remainder
    }
}

/// `base ** exponent`, bit for bit as `float.__pow__` with the C library's `pow`.
///
/// Domain: everything but
/// - a zero base with a finite negative exponent (`ZeroDivisionError`);
/// - a finite negative base with a finite exponent that is not integral (the result is a complex number).
///
/// NaNs, infinities and ones follow Python's own rules, which come before either exclusion (`0.0 ** -inf` is `inf`).
/// Two finite operands with an infinite result are an overflow (`OverflowError`): the caller looks at the result and
/// leaves the operation to the interpreter.
pub(super) unsafe extern "C" fn float_pow(base: f64, exponent: f64) -> f64 {
    let is_odd = |x: f64| x.abs() % 2.0 == 1.0;
    if exponent == 0.0 {
        return 1.0;
    }
    if base.is_nan() {
        return base;
    }
    if exponent.is_nan() {
        return if base == 1.0 { 1.0 } else { exponent };
    }
    if exponent.is_infinite() {
        let size = base.abs();
        return if size == 1.0 {
            1.0
        } else if (exponent > 0.0) == (size > 1.0) {
            exponent.abs()
        } else {
            0.0
        };
    }
    if base.is_infinite() {
        return match (exponent > 0.0, is_odd(exponent)) {
            (true, true) => base,
            (true, false) => base.abs(),
            (false, true) => 0f64.copysign(base),
            (false, false) => 0.0,
        };
    }
    if base == 0.0 && exponent > 0.0 {
        return if is_odd(exponent) { base } else { 0.0 };
    }
    if base < 0.0 && exponent == exponent.floor() {
        let size = if base == -1.0 { 1.0 } else { (-base).powf(exponent) };
        return if is_odd(exponent) { -size } else { size };
    }
    if base == 1.0 { 1.0 } else { base.powf(exponent) }
}

/// Functions of the C library, the very ones that the `math` module calls.
macro_rules! c_functions {
    ($($helper:ident = $function:ident;)*) => {
        unsafe extern "C" {
            $(safe fn $function(x: f64) -> f64;)*
        }
        $(
            pub(super) unsafe extern "C" fn $helper(x: f64) -> f64 {
                $function(x)
            }
        )*
    };
}
c_functions! {
    float_sin = sin;
    float_cos = cos;
    float_tan = tan;
    float_asin = asin;
    float_acos = acos;
    float_atan = atan;
    float_exp = exp;
}
