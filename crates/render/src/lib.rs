//! Summaries of a statement: who says what, who is to do what until when, on which topics, from which sources; and [`statistics`] of many.
//!
//! [`summary::Summary`] is plain data, computed once; [`text`] and [`markdown`] write it.
//!
//! ```
//! let statement = statemark::json::from_str(r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain",
//!     "language": "en", "date": "2025", "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
//!     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain.", "by": ["x"], "act": "welcome"}]}]}"#)?;
//! let summary = statemark_render::summary::Summary::new(&statement);
//! assert!(statemark_render::text::to_string(&summary).contains("welcome  - X welcomes the rain."));
//! # Ok::<(), statemark::error::Error>(())
//! ```

pub mod markdown;
pub mod statistics;
pub mod summary;
pub mod text;
