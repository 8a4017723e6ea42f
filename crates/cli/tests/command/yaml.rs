//! YAML as a JSON value, for files that other programs read; all scalars are strings.

use saphyr_parser::{Event, Parser, StrInput};
use serde_json::{Map, Value};

/// The first document of a text.
pub(crate) fn read(text: &str) -> Value {
    let mut parser = Parser::new_from_str(text);
    loop {
        match next(&mut parser) {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            event => return value(&mut parser, event),
        }
    }
}

fn next<'text>(parser: &mut Parser<'text, StrInput<'text>>) -> Event<'text> {
    parser.next_event().unwrap().unwrap().0
}

fn value<'text>(parser: &mut Parser<'text, StrInput<'text>>, event: Event<'text>) -> Value {
    match event {
        Event::Scalar(text, ..) => Value::String(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match next(parser) {
                    Event::SequenceEnd => return Value::Array(items),
                    event => items.push(value(parser, event)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut map = Map::new();
            loop {
                match next(parser) {
                    Event::MappingEnd => return Value::Object(map),
                    Event::Scalar(key, ..) => {
                        let event = next(parser);
                        let old = map.insert(key.to_string(), value(parser, event));
                        assert!(old.is_none(), "{key} stands twice");
                    }
                    event => panic!("{event:?} is no key"),
                }
            }
        }
        event => panic!("{event:?} is no value"),
    }
}
