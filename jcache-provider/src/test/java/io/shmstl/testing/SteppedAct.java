package io.shmstl.testing;

import java.nio.file.Path;
import java.util.List;

/** Something done to a space by classes of {@link SteppedClasses}, seen by those of the test. */
public interface SteppedAct extends AutoCloseable {
  /** Makes the space in a directory as it is before the act. */
  void prepare(Path space);

  /** The act itself. */
  void run();

  /** How many changes of the act were acknowledged: the caller has been told that they are done. */
  int acknowledged();

  /** Uses the space after the act has ended, however it did; what is wrong, if anything. */
  List<String> goOn();

  @Override
  void close();
}
