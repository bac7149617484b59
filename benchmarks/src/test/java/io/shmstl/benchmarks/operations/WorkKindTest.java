package io.shmstl.benchmarks.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shmstl.benchmarks.peer.PeerKind;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what the names say; nothing is timed here. */
class WorkKindTest {

  @AfterEach
  void close() throws IOException {
    Work.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"SHMSTL", "SHMSTL_FAR", "CAFFEINE_JCACHE", "CACHE2K"})
  void peersThatNeedNoFlagDoAllWork(PeerKind peer) throws IOException {
    Work work = work(peer);

    for (WorkKind kind : WorkKind.values()) {
      kind.tryOut(new CacheBenchmark(), work);
    }
    assertThat(work.caches.texts().get(work.present[0])).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource(names = {"RI"})
  void whatAPeerCannotDoIsToldAsSuch(PeerKind peer) throws IOException {
    Work work = work(peer);

    assertThatThrownBy(() -> WorkKind.PUT_EVICTING.tryOut(new CacheBenchmark(), work))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("never evicts");
  }

  private static Work work(PeerKind peer) throws IOException {
    Work work = new Work();
    work.peer = peer;
    work.open();
    return work;
  }
}
