package io.shmstl.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

class ContentionTest {
  @Test
  void bulkOperationsOverTheSameKeysInAnyOrderDoNotDeadlock() throws Exception {
    try (CacheKit kit = new CacheKit();
        ExecutorService pool = Executors.newFixedThreadPool(4)) {
      ShmCache<String, String> cache = kit.cache();
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(thread);
        tasks.add(() -> {
          for (int round = 0; round < 50; round++) {
            Map<String, String> entries = new HashMap<>();
            for (int i = 0; i < 100; i++) {
              entries.put("k" + random.nextInt(300), "v" + random.nextInt());
            }
            cache.putAll(entries);
            cache.removeAll(entries.keySet());
          }
          return null;
        });
      }
      for (Future<Void> task : pool.invokeAll(tasks)) {
        task.get();
      }

      assertThat(cache).isEmpty();
    }
  }

  @Test
  void whoWaitsTooLongForAKeyIsToldWhoHoldsIt() throws Exception {
    try (CacheKit kit = new CacheKit();
        ExecutorService pool = Executors.newFixedThreadPool(1)) {
      kit.with("shmstl.keyLockWait", "200ms");
      ShmCache<String, String> cache = kit.cache();
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch ending = new CountDownLatch(1);
      Future<?> holder =
          pool.submit(() ->
              cache.invoke(
                  "a",
                  (entry, arguments) -> {
                    running.countDown();
                    return await(ending);
                  }));
      running.await();

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> cache.put("a", "1"))
          .withMessageContaining("pid " + ProcessHandle.current().pid());
      assertThat(cache.get("a")).as("reads do not wait").isNull();
      ending.countDown();
      holder.get();
      cache.put("a", "1");
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
