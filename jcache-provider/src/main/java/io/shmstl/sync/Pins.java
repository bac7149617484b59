package io.shmstl.sync;

import io.shmstl.segment.Segment;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pins of a segment: by them snapshots say which versions they read, and writers see which old
 * entries they must keep. Opening is wait-free and needs no lease. May be used by any thread.
 */
public final class Pins implements MemberUser {
  /** How many pins a segment has. */
  public static final int MOST_PINS = 64;

  /** The version of a pin that holds everything. */
  static final long LOW = 0;

  private final Segment segment;
  private final MemorySegment memory;
  private final Membership member;
  private final Set<Pin> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  public Pins(Segment segment, Membership member) {
    this.segment = segment;
    this.member = member;
    memory = segment.memory();
    member.addUser(this);
  }

  /**
   * Pins the version committed last.
   *
   * @throws TooManyPinsException if all pins belong to living members
   */
  public Pin open() {
    return open(System.currentTimeMillis());
  }

  /**
   * As {@link #open()}.
   *
   * @param openedAtMs what the clock says, in milliseconds since 1970
   */
  public Pin open(long openedAtMs) {
    Pin pin = claim(openedAtMs);
    boolean isOpen = false;
    try {
      // Separates the low pin from the reading of the version: a writer that commits a later one
      // and does not see the pin after its own full fence has committed before this fence.
      VarHandle.fullFence();
      long version = CommitVersion.current(segment);
      pin.read(version);
      // release: pairs with versionAcquire in isAnyBelow.
      PinLayout.versionRelease(memory, PinLayout.address(pin.number()), version);
      isOpen = true;
      return pin;
    } finally {
      if (!isOpen) {
        pin.close();
      }
    }
  }

  /**
   * Pins everything that is readable now and later. A full fence stands between the pin and what
   * the caller reads next.
   *
   * @throws TooManyPinsException if all pins belong to living members
   */
  public Pin openLow() {
    Pin pin = claim(System.currentTimeMillis());
    // Separates the pin from the reads it protects, as in open.
    VarHandle.fullFence();
    return pin;
  }

  /**
   * True if a pin holds a lesser version than {@code version}: something superseded by the change
   * of that version must be kept. A pin that is too old to be read holds nothing any more. For the
   * holder of the writer lease, after the full fence behind its commit.
   */
  public boolean isAnyBelow(long version) {
    long bits = PinSummaryLayout.bitsOpaque(memory);
    return bits != 0 && lowest(bits) < version;
  }

  /**
   * The least version a pin holds; {@code Long.MAX_VALUE} if there is no pin that can still be
   * read, 0 if one holds everything.
   */
  public long lowest() {
    return lowest(PinSummaryLayout.bitsOpaque(memory));
  }

  /**
   * The least version that no pin opened before {@code openedMs} holds, but not above the version
   * of a younger pin nor the one committed last; 0 if there is nothing to let go. Pins that hold
   * everything are left alone: they are a reader's last resort and held for an instant.
   *
   * @param openedMs milliseconds since 1970
   */
  public long versionBehindThoseBefore(long openedMs) {
    long behindOld = LOW;
    long lowestYoung = CommitVersion.current(segment);
    for (PinInfo pin : all()) {
      if (pin.version() == LOW) {
        continue;
      }
      if (pin.openedAtMs() < openedMs) {
        behindOld = Math.max(behindOld, pin.version() + 1);
      } else {
        lowestYoung = Math.min(lowestYoung, pin.version());
      }
    }
    return Math.min(behindOld, lowestYoung);
  }

  /**
   * Whether a pin was opened within a span of a moment, given back or not. One that was opened
   * later than that by a clock that has been set back since does not count for ever.
   *
   * @param nowMs milliseconds since 1970
   */
  public boolean wasAnyOpenedWithin(long spanMs, long nowMs) {
    for (int number = 0; number < MOST_PINS; number++) {
      long openedAtMs = PinLayout.openedAtMsOpaque(memory, PinLayout.address(number));
      if (openedAtMs != 0 && Math.abs(nowMs - openedAtMs) < spanMs) {
        return true;
      }
    }
    return false;
  }

  /** The pins that hold something at this moment. */
  public List<PinInfo> all() {
    List<PinInfo> pins = new ArrayList<>();
    long bits = PinSummaryLayout.bitsOpaque(memory);
    for (long left = bits; left != 0; left &= left - 1) {
      int number = Long.numberOfTrailingZeros(left);
      long address = PinLayout.address(number);
      pins.add(
          new PinInfo(
              number,
              PinLayout.ownerAcquire(memory, address),
              PinLayout.versionAcquire(memory, address),
              PinLayout.openedAtMsOpaque(memory, address)));
    }
    return pins;
  }

  /**
   * Gives back the pins of dead members, and those that only damage can have left; says how many.
   */
  public int clearDead() {
    int cleared = 0;
    for (int number = 0; number < MOST_PINS; number++) {
      long address = PinLayout.address(number);
      long owner = PinLayout.ownerAcquire(memory, address);
      if (isDead(owner) || (MemberWord.isFree(owner) && isSummed(number))) {
        // An opener may take the pin at this moment: the one whose CAS succeeds owns it.
        long ours = MemberWord.taken(owner, member.word());
        if (PinLayout.ownerCompareAndSet(memory, address, owner, ours)) {
          free(number, ours);
          cleared++;
        }
      }
    }
    return cleared;
  }

  /** Gives back every pin that was opened through this handle, and lets none be opened any more. */
  @Override
  public void close() {
    isClosed = true;
    for (Pin pin : open) {
      pin.close();
    }
    member.removeUser(this);
  }

  /** Gives a pin back. If that fails it stays one of those that {@link #close} gives back. */
  void giveBack(Pin pin) {
    try {
      free(pin.number(), pin.owner());
      open.remove(pin);
    } catch (InternalError e) {
      open.remove(pin);
      throw segment.lost(e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      // It may be all that was wrong that the room ran out just there.
      free(pin.number(), pin.owner());
      open.remove(pin);
      throw e;
    } catch (IllegalStateException e) {
      if (!segment.isClosed()) {
        throw e;
      }
      open.remove(pin);
      // Whoever closed the segment first left the pin to be cleared when this member is gone.
      logger()
          .log(Level.WARNING, () -> "pin " + pin.number() + " of " + segment + " stays: closed", e);
    }
  }

  private Pin claim(long openedAtMs) {
    segment.requireUsable();
    Pin pin = new Pin(this);
    // Among the open ones before it is one: nothing may fail in between and leave it held.
    open.add(pin);
    boolean isOpen = false;
    try {
      boolean isClaimed = claimAny(pin, openedAtMs, false) || claimAny(pin, openedAtMs, true);
      // The closing may have looked at the open pins before this one was claimed.
      if (isClosed) {
        throw new IllegalStateException("the pins of " + segment + " are closed");
      }
      if (!isClaimed) {
        throw new TooManyPinsException(MOST_PINS);
      }
      isOpen = true;
      return pin;
    } finally {
      if (!isOpen) {
        pin.close();
        open.remove(pin);
      }
    }
  }

  private boolean claimAny(Pin pin, long openedAtMs, boolean evenOfDead) {
    for (int number = 0; number < MOST_PINS; number++) {
      if (claim(pin, number, openedAtMs, evenOfDead)) {
        return true;
      }
    }
    return false;
  }

  private boolean claim(Pin pin, int number, long openedAtMs, boolean evenOfDead) {
    long address = PinLayout.address(number);
    long owner = PinLayout.ownerAcquire(memory, address);
    boolean isFree = MemberWord.isFree(owner);
    if (!isFree && !(evenOfDead && isDead(owner))) {
      return false;
    }
    // The owner first, so that a pin whose opener dies at the next instruction has a dead owner.
    long ours = MemberWord.taken(owner, member.word());
    if (!PinLayout.ownerCompareAndSet(memory, address, owner, ours)) {
      return false;
    }
    pin.claimed(number, ours);
    PinLayout.versionRelease(memory, address, LOW);
    PinLayout.openedAtMsOpaque(memory, address, openedAtMs);
    PinSummaryLayout.setBit(memory, number);
    return true;
  }

  private void free(int number, long owner) {
    long address = PinLayout.address(number);
    // Low before the bit goes: the next owner's bit must not show the old version.
    PinLayout.versionRelease(memory, address, LOW);
    PinSummaryLayout.clearBit(memory, number);
    PinLayout.ownerCompareAndSet(memory, address, owner, MemberWord.freed(owner));
  }

  private boolean isSummed(int number) {
    return (PinSummaryLayout.bitsOpaque(memory) & 1L << number) != 0;
  }

  private boolean isDead(long owner) {
    return !MemberWord.isFree(owner)
        && !member.isAlive(MemberWord.slot(owner), MemberWord.incarnation(owner));
  }

  private long lowest(long bits) {
    long lowest = Long.MAX_VALUE;
    long minimumReadable = bits == 0 ? LOW : CommitVersion.minimumReadable(segment);
    for (long left = bits; left != 0; left &= left - 1) {
      long address = PinLayout.address(Long.numberOfTrailingZeros(left));
      // acquire: pairs with versionRelease in open.
      long version = PinLayout.versionAcquire(memory, address);
      if (version == LOW || version >= minimumReadable) {
        lowest = Math.min(lowest, version);
      }
    }
    return lowest;
  }

  private static Logger logger() {
    return System.getLogger(Pins.class.getName());
  }
}
