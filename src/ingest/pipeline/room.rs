//! Room for documents between the reader and the engine, measured in bytes.
//!
//! A queue that only counts documents would hold gigabytes where documents are large. Here each
//! document takes its size in room before it is sent, and gives it back when the engine has taken
//! it up, so that memory stays flat whatever comes.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes of source that may be on their way: thousands of usual reports, two of the largest. A
/// report's record, its words and the engine's own copy come to many times that.
const ROOM: usize = 8 << 20;

/// The room that all documents on their way share.
#[derive(Default)]
pub(super) struct Room {
    taken: Mutex<Taken>,
    freed: Condvar,
}

#[derive(Default)]
struct Taken {
    bytes: usize,
    documents: usize,
}

/// The room of one document; given back when it is dropped.
pub(super) struct Seat {
    room: Arc<Room>,
    bytes: usize,
}

impl Room {
    /// Waits until there is room for `bytes`. What is larger than all of it goes alone.
    pub(super) fn take(self: &Arc<Self>, bytes: usize) -> Seat {
        let mut taken = self.taken();
        while taken.documents > 0 && taken.bytes + bytes > ROOM {
            taken = self.freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        taken.bytes += bytes;
        taken.documents += 1;
        Seat { room: Arc::clone(self), bytes }
    }

    /// Waits until nothing is on its way any more.
    pub(super) fn wait_until_empty(&self) {
        let mut taken = self.taken();
        while taken.documents > 0 {
            taken = self.freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Two numbers that a panic cannot leave half done.
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.room.taken();
        taken.bytes -= self.bytes;
        taken.documents -= 1;
        self.room.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn no_more_is_on_its_way_than_there_is_room_for() {
        let room = Arc::new(Room::default());
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for size in [ROOM, ROOM / 2, ROOM / 3, 1, 2 * ROOM] {
                let (room, now, most) = (&room, &now, &most);
                scope.spawn(move || {
                    for _ in 0..100 {
                        let seat = room.take(size);
                        let inside = now.fetch_add(size, Ordering::SeqCst) + size;
                        most.fetch_max(inside, Ordering::SeqCst);
                        now.fetch_sub(size, Ordering::SeqCst);
                        drop(seat);
                    }
                });
            }
        });
        // The largest goes alone.
        assert_eq!(most.into_inner(), 2 * ROOM);
        room.wait_until_empty();
    }
}
