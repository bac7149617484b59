package io.shmstl.benchmarks.operations;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A JMH profiler: processor time of the whole JVM an operation, in nanoseconds, and of the peer's
 * server. A machine that is shared stretches the time between two looks at the clock; what a
 * process spent it does not, and garbage collection, which an allocation causes, is in it.
 */
public final class CpuTime implements InternalProfiler {
  /** The label of the result among JMH's secondary results. */
  static final String LABEL = "cpu";

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long nanosBefore;

  @Override
  public String getDescription() {
    return "Processor time of the JVM per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    nanosBefore = nanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long nanos = nanos() - nanosBefore;
    long operations = Math.max(1, result.getMetadata().getAllOps());
    double nanosPerOperation = (double) nanos / operations;
    return List.of(new ScalarResult(LABEL, nanosPerOperation, "ns/op", AggregationPolicy.AVG));
  }

  private long nanos() {
    return process.getProcessCpuTime() + Work.cpuNanosElsewhere();
  }
}
