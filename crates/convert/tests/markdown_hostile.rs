//! Words that do their best not to survive Markdown and YAML.

mod hostile;

use proptest::prelude::*;
use statemark::json as native;
use statemark_convert::markdown;

use hostile::statement;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_time: 20_000, ..ProptestConfig::with_cases(ProptestConfig::default().cases.max(512)) })]

    #[test]
    fn hostile_words_come_back(statement in statement()) {
        let text = markdown::to_string(&statement);
        let document = markdown::read(text.as_bytes());
        prop_assert!(document.faults.is_empty(), "{:#?}\n{text}", document.faults);
        let back = document.statement.unwrap();
        prop_assert_eq!(native::to_string_pretty(&back), native::to_string_pretty(&statement), "{}", text);
        prop_assert_eq!(markdown::to_string(&back), text);
    }

    #[test]
    fn crlf_reads_the_same(statement in statement()) {
        let text = markdown::to_string(&statement);
        let document = markdown::read(text.replace('\n', "\r\n").as_bytes().to_vec().leak());
        prop_assert_eq!(document.statement.map(|back| native::to_string_pretty(&back)), Some(native::to_string_pretty(&statement)), "{:#?}\n{}", document.faults, text);
    }
}
