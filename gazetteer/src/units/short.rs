//! Codes and days, which are short.

/// Text of at most `N` bytes, kept in place: there are tens of thousands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Short<const N: usize> {
    text: [u8; N],
    len: u8,
}

/// A day, month or year in ISO 8601, or nothing.
pub type Day = Short<10>;

impl<const N: usize> Short<N> {
    /// `None` for text of more than `N` bytes or that is not ASCII.
    pub fn new(text: &str) -> Option<Self> {
        let mut short = Self { text: [0; N], len: u8::try_from(text.len()).ok()? };
        short.text.get_mut(..text.len()).filter(|_| text.is_ascii())?.copy_from_slice(text.as_bytes());
        Some(short)
    }

    /// As [`str::is_empty`], which would have to read the text.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl<const N: usize> std::ops::Deref for Short<N> {
    type Target = str;

    fn deref(&self) -> &str {
        // All bytes are ASCII.
        std::str::from_utf8(&self.text[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl<const N: usize> std::fmt::Debug for Short<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", &**self)
    }
}
