package io.shmstl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberWordTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "1, 1, 1",
    "1024, 16777215, 0",
    "65535, 0, 16777215",
    "65535, 16777215, 16777215"
  })
  void partsAreWhatWasPacked(int slot, int incarnation, int count) {
    long word = MemberWord.pack(slot, incarnation, count);

    assertThat(MemberWord.slot(word)).isEqualTo(slot);
    assertThat(MemberWord.incarnation(word)).isEqualTo(incarnation);
    assertThat(MemberWord.count(word)).isEqualTo(count);
    assertThat(MemberWord.isFree(word)).isFalse();
  }

  @Test
  void slotZeroIsFreeWhateverTheRestSays() {
    assertThat(MemberWord.isFree(0)).isTrue();
    assertThat(MemberWord.isFree(MemberWord.pack(0, 5, 7))).isTrue();
  }

  @Test
  void takingAndGivingBackCountOneEach() {
    long free = MemberWord.pack(0, 0, 41);
    long taken = MemberWord.taken(free, MemberWord.pack(3, 9, 1234));

    assertThat(taken).isEqualTo(MemberWord.pack(3, 9, 42));
    assertThat(MemberWord.freed(taken)).isEqualTo(MemberWord.pack(0, 0, 43));
  }

  @Test
  void countWrapsAndTouchesNothingElse() {
    long taken = MemberWord.taken(MemberWord.pack(0, 0, 0xff_ffff), MemberWord.pack(3, 9, 0));

    assertThat(taken).isEqualTo(MemberWord.pack(3, 9, 0));
  }

  @Test
  void ownersAreComparedWithoutTheCount() {
    long word = MemberWord.pack(3, 9, 1);

    assertThat(MemberWord.isSameOwner(word, MemberWord.pack(3, 9, 2))).isTrue();
    assertThat(MemberWord.isSameOwner(word, MemberWord.pack(3, 8, 1))).isFalse();
    assertThat(MemberWord.isSameOwner(word, MemberWord.pack(2, 9, 1))).isFalse();
  }
}
