//! How much may be unpacked from an input, so that a bomb does not run for ever.

use std::cell::Cell;
use std::io;

/// Bytes that every input may unpack to, however small: 4 GiB.
const ALLOWANCE: u64 = 4 << 30;

/// Bytes that each byte of an input may unpack to besides, over all layers. Press pages shrink to a fifth
/// or a tenth; DEFLATE cannot exceed 1032 (RFC 1951), but entries of an archive may overlap or nest.
const RATIO: u64 = 200;

/// What an input may still unpack, in bytes.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<u64>,
}

impl Budget {
    /// That of an input of which nothing has been read.
    pub(super) fn new() -> Self {
        Self { left: Cell::new(ALLOWANCE) }
    }

    /// Adds what these bytes of the input may unpack to.
    pub(super) fn earn(&self, bytes: usize) {
        self.left.set(self.left.get().saturating_add(bytes as u64 * RATIO));
    }

    /// True once more was asked for than there is: the input is not read on.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Takes off what was unpacked.
    ///
    /// # Errors
    /// More than may be.
    pub(super) fn spend(&self, bytes: usize) -> io::Result<()> {
        match self.left.get().checked_sub(bytes as u64) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => {
                self.left.set(0);
                Err(io::Error::other(format!(
                    "unpacks to more than {RATIO} times its size and {} GiB: a decompression bomb",
                    ALLOWANCE >> 30
                )))
            }
        }
    }
}
