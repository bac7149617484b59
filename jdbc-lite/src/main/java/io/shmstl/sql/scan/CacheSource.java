package io.shmstl.sql.scan;

import io.shmstl.registry.NamedObject;
import io.shmstl.snapshot.FreeBlock;
import io.shmstl.snapshot.PinFigures;
import io.shmstl.snapshot.SegmentFigures;
import io.shmstl.store.CacheDescriptor;
import io.shmstl.sync.MemberInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database has its caches from, and what is told about them. Maps are by the name of the
 * segment. Thread-safe.
 */
interface CacheSource extends AutoCloseable {
  /** The caches there are now, by name. */
  List<CacheDescriptor> descriptors();

  /** A cache, in use by the caller until {@link OpenCache#unuse}; null if there is none. */
  @Nullable OpenCache use(String name);

  List<SegmentFigures> segments();

  Map<String, List<NamedObject>> objects();

  Map<String, List<FreeBlock>> freeBlocks();

  Map<String, List<PinFigures>> pins();

  List<MemberInfo> members();

  @Override
  void close();
}
