package io.shmstl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random keys: bytes are equal exactly where {@code equals} says so. */
class EqualKeysModelTest {
  private static final int KEYS = 4_000;

  private final RoundTrip codecs = new RoundTrip();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bytesAreEqualExactlyWhereKeysAre(long seed) {
    EqualKeys keys = new EqualKeys(seed);
    Map<Object, String> bytesOfKeys = new HashMap<>();
    Map<String, Object> keysOfBytes = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      EqualKeys.Twins twins = keys.next();
      assertThat(twins.one()).as("seed %d key %d", seed, i).isEqualTo(twins.other());
      String bytes = HexFormat.of().formatHex(codecs.key(twins.one()));
      assertThat(HexFormat.of().formatHex(codecs.key(twins.other())))
          .as("seed %d key %d: %s and %s", seed, i, twins.one(), twins.other())
          .isEqualTo(bytes);
      assertThat(codecs.copyKey(twins.one())).as("seed %d key %d", seed, i).isEqualTo(twins.one());
      String before = bytesOfKeys.putIfAbsent(twins.one(), bytes);
      assertThat(before == null ? bytes : before).as("seed %d key %d", seed, i).isEqualTo(bytes);
      Object known = keysOfBytes.putIfAbsent(bytes, twins.one());
      assertThat(known == null ? twins.one() : known).isEqualTo(twins.one());
    }
  }
}
