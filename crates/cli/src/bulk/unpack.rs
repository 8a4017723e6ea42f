//! Files packed by gzip or zstd, told by their content, as a stream.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How many bytes a thread unpacks at once.
const CHUNK: usize = 256 * 1024;

/// The largest window of zstd, which is held in memory: as large as each decoder should take by RFC 8878, and as `zstd -19` needs.
const WINDOW: u64 = 8 * 1024 * 1024;

/// What packed a stream that begins so, as a reader of what it holds; the stream itself where nothing did.
pub(crate) fn unpacked(mut stream: impl BufRead + Send + 'static, threaded: bool) -> io::Result<Box<dyn Read + Send>> {
    let head = stream.fill_buf()?;
    let reader: Box<dyn Read + Send> = if head.starts_with(b"\x1F\x8B") {
        Box::new(Told { reader: MultiGzDecoder::new(stream), count: 0 })
    } else if head.starts_with(b"\x28\xB5\x2F\xFD") {
        Box::new(Told { reader: Zstd::new(stream), count: 0 })
    } else {
        return Ok(Box::new(stream));
    };
    Ok(if threaded { Box::new(Ahead::new(reader)) } else { reader })
}

/// Says in an error how far the packed data could be read.
struct Told<R> {
    reader: R,
    count: u64,
}

impl<R: Read> Read for Told<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.reader.read(buffer) {
            Ok(count) => {
                self.count += count as u64;
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Err(error),
            Err(error) => {
                let what = if error.kind() == io::ErrorKind::UnexpectedEof { "cut off" } else { "damaged" };
                Err(io::Error::other(format!("what is packed in it is {what} after byte {} of its text", self.count)))
            }
        }
    }
}

/// Frames of zstd, one after the other.
struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    /// Whether a frame is being read.
    is_open: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self { source, decoder, is_open: false }
    }

    /// What an error of the decoder comes to, which does not tell the end of the stream from other damage.
    fn told(&mut self, error: FrameDecoderError) -> io::Error {
        if let FrameDecoderError::WindowSizeTooBig { requested, .. } = error {
            let message = format!(
                "it is packed by zstd with a window of {} MiB, and {} are the limit; unpack it, as in `zstd -dc FILE | statemark validate -`",
                requested / 1024 / 1024,
                WINDOW / 1024 / 1024
            );
            return io::Error::new(io::ErrorKind::Unsupported, message);
        }
        match self.source.fill_buf() {
            Ok([]) => io::Error::from(io::ErrorKind::UnexpectedEof),
            Ok(_) => io::Error::other(error),
            Err(error) => error,
        }
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.is_open && self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if self.is_open && !self.decoder.is_finished() {
                let decoded = self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1));
                decoded.map_err(|error| self.told(error))?;
                continue;
            }
            if self.is_open
                && let Some(told) = self.decoder.get_checksum_from_data()
                && self.decoder.get_calculated_checksum() != Some(told)
            {
                return Err(io::Error::other("the checksum differs"));
            }
            self.is_open = false;
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.reset(&mut self.source) {
                Ok(()) => self.is_open = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(self.told(error)),
            }
        }
    }
}

/// Reads ahead on a thread of its own, a few chunks at most.
pub(super) struct Ahead {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: io::Cursor<Vec<u8>>,
}

impl Ahead {
    pub(super) fn new(mut reader: Box<dyn Read + Send>) -> Self {
        let (sender, chunks) = mpsc::sync_channel(2);
        thread::spawn(move || {
            loop {
                let mut chunk = Vec::with_capacity(CHUNK);
                let result = reader.by_ref().take(CHUNK as u64).read_to_end(&mut chunk);
                let is_end = chunk.is_empty();
                if !is_end && sender.send(Ok(chunk)).is_err() {
                    return;
                }
                if let Err(error) = result {
                    // Whoever read here may be gone.
                    let _ = sender.send(Err(error));
                    return;
                }
                if is_end {
                    return;
                }
            }
        });
        Self { chunks, chunk: io::Cursor::default() }
    }
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.chunk.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            match self.chunks.recv() {
                Ok(chunk) => self.chunk = io::Cursor::new(chunk?),
                Err(_) => return Ok(0),
            }
        }
    }
}

/// A stream with a place to look at its beginning.
pub(super) fn buffered<R: Read + Send + 'static>(reader: R) -> BufReader<R> {
    BufReader::with_capacity(64 * 1024, reader)
}
