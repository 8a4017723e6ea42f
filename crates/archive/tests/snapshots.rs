//! One example in each standard, read by eye.

mod guideline;

use statemark_archive::{akn, tei};
use statemark_specimens::examples;

fn written(name: &str, write: fn(&statemark::statement::Statement) -> Vec<u8>) -> String {
    let example = examples::examples().into_iter().find(|example| example.name == name).unwrap();
    String::from_utf8(write(&example.statement)).unwrap()
}

#[test]
fn resolution_as_akn() {
    insta::assert_snapshot!(written("resolution", akn::to_vec));
}

#[test]
fn declaration_as_tei() {
    insta::assert_snapshot!(written("declaration", tei::to_vec));
}

#[test]
fn a_resolution_after_the_guideline_as_akn() {
    insta::assert_snapshot!(String::from_utf8(akn::to_vec(&guideline::resolution())).unwrap());
}
