package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShmConfigurationTest {
  @Test
  void whatIsUnsetIsEmpty() {
    ShmConfiguration<Object, Object> configuration = new ShmConfiguration<>();

    assertThat(configuration.getCapacityBytes()).isEmpty();
    assertThat(configuration.getKeyCodec()).isNull();
    assertThat(configuration.getValueCodec()).isNull();
  }

  @Test
  void copiesAreEqualAndTheirOwn() {
    ShmConfiguration<String, String> configuration = full();
    ShmConfiguration<String, String> copy = new ShmConfiguration<>(configuration);

    assertThat(copy).isEqualTo(configuration).hasSameHashCodeAs(configuration);
    assertThat(copy.setCapacity("2m")).isNotEqualTo(configuration);
    assertThat(configuration.getCapacityBytes()).hasValue(1L << 20);
    assertThat(new ShmConfiguration<>(configuration).setValueCodec(null))
        .isNotEqualTo(configuration);
  }

  @Test
  void theConfigurationOfTheSpecificationIsCopiedWhole() {
    MutableConfiguration<String, String> standard =
        new MutableConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .setReadThrough(true)
            .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY));

    ShmConfiguration<String, String> copy = ShmConfiguration.copyOf(standard);

    assertThat(copy.getKeyType()).isEqualTo(String.class);
    assertThat(copy.isReadThrough()).isTrue();
    assertThat(copy.getExpiryPolicyFactory()).isEqualTo(standard.getExpiryPolicyFactory());
  }

  @Test
  void aConfigurationWithNoMoreThanTypesWillDo() {
    Configuration<String, Long> least =
        new Configuration<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Class<String> getKeyType() {
            return String.class;
          }

          @Override
          public Class<Long> getValueType() {
            return Long.class;
          }

          @Override
          public boolean isStoreByValue() {
            return true;
          }
        };

    assertThat(ShmConfiguration.copyOf(least))
        .isEqualTo(new ShmConfiguration<String, Long>().setTypes(String.class, Long.class));
  }

  @Test
  void itIsSerializable() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(full());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(full());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "many", "-1m"})
  void aCapacityIsPositive(String size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShmConfiguration<>().setCapacity(size));
  }

  private static ShmConfiguration<String, String> full() {
    return CacheKit.strings()
        .setValueCodec(BadInputTest.Picky.class)
        .setStatisticsEnabled(true)
        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY));
  }
}
