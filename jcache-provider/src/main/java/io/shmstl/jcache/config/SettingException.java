package io.shmstl.jcache.config;

import org.jspecify.annotations.Nullable;

/**
 * An unknown setting, or a value its setting does not take; the message says what would be right.
 */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  SettingException(String message) {
    super(message);
  }

  SettingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
