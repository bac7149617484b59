package io.shmstl.benchmarks.peer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.BytesReader;
import net.openhft.chronicle.hash.serialization.BytesWriter;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.jspecify.annotations.Nullable;

/** Chronicle Map in a file in shared memory; it never evicts. */
final class ChroniclePeer implements Peer {

  private final Path directory;

  ChroniclePeer(Path directory) {
    this.directory = directory;
  }

  @Override
  public <V> PeerCache<V> create(CacheSpec<V> spec) throws IOException {
    if (spec.isBounded()) {
      throw new UnsupportedOperationException("never evicts");
    }
    return attach(spec);
  }

  @Override
  public <V> PeerCache<V> attach(CacheSpec<V> spec) throws IOException {
    ChronicleMapBuilder<Long, V> builder =
        ChronicleMap.of(Long.class, spec.type())
            .name(spec.name())
            .entries(spec.entries())
            .putReturnsNull(true);
    if (spec.type() != Long.class) {
      builder.averageValue(spec.sample());
    }
    if (spec.type() == Quote.class) {
      @SuppressWarnings("unchecked") // V is Quote
      ChronicleMapBuilder<Long, Quote> quotes = (ChronicleMapBuilder<Long, Quote>) builder;
      quotes.valueMarshaller(QuoteBytes.INSTANCE);
    }
    File file = directory.resolve("chronicle-" + spec.name()).toFile();
    return new ChronicleCache<>(builder.createPersistedTo(file));
  }

  @Override
  public void close() {
    // nothing is kept outside the caches
  }

  private record ChronicleCache<V>(ChronicleMap<Long, V> map, MapPeer.MapCache<V> asMap)
      implements PeerCache<V> {

    private ChronicleCache(ChronicleMap<Long, V> map) {
      this(map, new MapPeer.MapCache<>(map));
    }

    @Override
    public @Nullable V get(Long key) {
      return map.get(key);
    }

    @Override
    public void put(Long key, V value) {
      map.put(key, value);
    }

    @Override
    public Map<Long, V> getAll(Set<Long> keys) {
      return asMap.getAll(keys);
    }

    @Override
    public void update(Long key, UnaryOperator<V> change) {
      asMap.update(key, change);
    }

    @Override
    public void forEach(Consumer<? super V> action) {
      asMap.forEach(action);
    }

    @Override
    public long bytesOutsideHeap() {
      return map.offHeapMemoryUsed();
    }

    @Override
    public void close() {
      map.close();
    }
  }

  /** A {@link Quote} field by field, as Chronicle's tutorial shows for types of one's own. */
  static final class QuoteBytes implements BytesReader<Quote>, BytesWriter<Quote> {
    static final QuoteBytes INSTANCE = new QuoteBytes();

    @Override
    public Quote read(Bytes<?> in, @Nullable Quote using) {
      long id = in.readLong();
      int quantity = in.readInt();
      double price = in.readDouble();
      byte[] customer = new byte[in.readUnsignedByte()];
      in.read(customer);
      return new Quote(id, quantity, price, new String(customer, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void write(Bytes<?> out, Quote value) {
      out.writeLong(value.id());
      out.writeInt(value.quantity());
      out.writeDouble(value.price());
      byte[] customer = value.customer().getBytes(StandardCharsets.ISO_8859_1);
      out.writeUnsignedByte(customer.length);
      out.write(customer);
    }
  }
}
