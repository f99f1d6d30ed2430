//! Tsunagi（つなぎ）: ties a family to the child-rearing support around it.
