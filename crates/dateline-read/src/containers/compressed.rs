//! What is compressed as a whole: gzip, bzip2, zstd, xz. Each is a container of one thing.

use super::budget::{Budget, Unpacked};
use super::{Bytes, buffered};
use crate::error::Fault;
use crate::kind::Container;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// The most memory that an xz decoder may take, in KiB: what `xz -9` needs, twice.
const XZ_MEMORY: u32 = 128 << 10;

/// The bytes in a compressed form; the bytes as they are for any other kind.
pub(crate) fn unpacked(container: Container, bytes: Bytes, budget: &Arc<Budget>) -> Bytes {
    let bytes = buffered(bytes);
    match container {
        Container::Gzip => Box::new(Unpacked::new(MultiGzDecoder::new(bytes), "gzip", budget)),
        Container::Bzip2 => Box::new(Unpacked::new(bzip2::bufread::MultiBzDecoder::new(bytes), "bzip2", budget)),
        Container::Zstd => Box::new(Unpacked::new(Zstd::new(bytes), "zstd", budget)),
        Container::Xz => {
            let decoder = lzma_rust2::XzReader::new_mem_limit(bytes, true, XZ_MEMORY);
            Box::new(Unpacked::new(decoder, "xz", budget))
        }
        _ => Box::new(bytes),
    }
}

/// As much as the first compressed bytes hold, up to a length.
pub(crate) fn unpacked_head(container: Container, head: &[u8], most: usize) -> Vec<u8> {
    let mut text = Vec::new();
    let bytes = unpacked(container, Box::new(io::Cursor::new(head.to_vec())), &Arc::default());
    // The data is cut off here, so an error at its end means nothing; a real one shows when all is read.
    let _ = bytes.take(most as u64).read_to_end(&mut text);
    text
}

/// A decoder of all the frames of a zstd stream; the crate's own stops after one.
struct Zstd<R> {
    source: R,
    frame: FrameDecoder,
    inside: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Zstd<R> {
        Zstd { source, frame: FrameDecoder::new(), inside: false }
    }

    /// Begins the next frame that holds data; whether there is one.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(reason) => return Err(damaged(reason)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.inside {
                if !self.begin()? {
                    return Ok(0);
                }
                self.inside = true;
            }
            while self.frame.can_collect() < to.len() && !self.frame.is_finished() {
                let wanted = BlockDecodingStrategy::UptoBytes(to.len() - self.frame.can_collect());
                self.frame.decode_blocks(&mut self.source, wanted).map_err(damaged)?;
            }
            match self.frame.read(to)? {
                0 if self.frame.is_finished() => self.inside = false,
                read => return Ok(read),
            }
        }
    }
}

fn damaged(reason: impl ToString) -> io::Error {
    Fault::Damaged("zstd", reason.to_string()).into()
}
