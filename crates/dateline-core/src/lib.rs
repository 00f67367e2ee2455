//! The words of dateline as types.
