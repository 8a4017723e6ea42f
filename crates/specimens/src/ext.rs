//! `ext`: any JSON, with the numbers and keys on which tools disagree.

use std::collections::BTreeMap;

use statemark::ext::{Ext, ExtValue};
use statemark::form::EXT_DEPTH;

use crate::draw::Draw;
use crate::words;

const NUMBERS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.1,
    0.5,
    -2.5,
    0.2 + 0.1,
    12.0,
    1e3,
    1e6,
    1e-6,
    1e-7,
    1.5e-10,
    123_456_789.125,
    9_007_199_254_740_992.0,
    -9_007_199_254_740_992.0,
    9_007_199_254_740_991.0,
    1e15,
    1e16,
    1e20,
    1e21,
    1e22,
    1e23,
    1.234_567_890_123_456_7e30,
    1e100,
    5e-324,
    f64::MIN_POSITIVE,
    f64::MAX,
    f64::MIN,
    f64::EPSILON,
    std::f64::consts::PI,
];

/// Nothing, mostly; sometimes a little of everything; now and then as deep as it may be.
pub(crate) fn ext(draw: &mut Draw, times: usize) -> Ext {
    if !draw.once_in(times) {
        return Ext::default();
    }
    if draw.once_in(30) {
        return Ext(BTreeMap::from([("deep".to_owned(), deep(draw, EXT_DEPTH - 1))]));
    }
    Ext(map(draw, 2))
}

/// A value with `levels` lists and maps in each other.
fn deep(draw: &mut Draw, levels: usize) -> ExtValue {
    match levels {
        0 => value(draw, 0),
        _ if draw.once_in(2) => ExtValue::List(vec![deep(draw, levels - 1)]),
        _ => ExtValue::Map(BTreeMap::from([(words::any(draw), deep(draw, levels - 1))])),
    }
}

/// A value with at most `levels` lists and maps in each other.
fn value(draw: &mut Draw, levels: usize) -> ExtValue {
    match draw.below(if levels == 0 { 8 } else { 12 }) {
        0 => ExtValue::Null,
        1 => ExtValue::Boolean(draw.once_in(2)),
        2 | 3 => ExtValue::Number(number(draw)),
        4..8 => ExtValue::String(words::any(draw)),
        8 | 9 => ExtValue::List(draw.list(4, |draw| value(draw, levels - 1))),
        _ => ExtValue::Map(map(draw, levels - 1)),
    }
}

fn map(draw: &mut Draw, levels: usize) -> BTreeMap<String, ExtValue> {
    draw.list(4, |draw| (words::any(draw), value(draw, levels))).into_iter().collect()
}

fn number(draw: &mut Draw) -> f64 {
    let random = f64::from_bits(draw.bits());
    if draw.once_in(3) && is_agreed(random) { random } else { *draw.pick(NUMBERS) }
}

/// Whether all readers of JSON agree on how a double is written: where that is an integer, it is the double itself.
fn is_agreed(number: f64) -> bool {
    number.is_finite()
        && (number.abs() <= 9_007_199_254_740_992.0 || number.abs() >= 1e21 || number.to_string() == format!("{number:.0}"))
}
