package io.shmstl;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void classFilesOfThisReleaseCanBeRead() {
    assertThat(new ClassFileImporter().importClasses(ArchitectureTest.class)).hasSize(1);
  }
}
