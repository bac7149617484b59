package io.shmstl.sql.scan;

import io.shmstl.codec.OpaqueValue;
import io.shmstl.codec.Row;
import io.shmstl.sql.type.Texts;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values with parts as text, for columns that have no better type: records and maps are objects,
 * lists, sets and arrays are arrays, bytes are hexadecimal.
 */
final class JsonText {
  private static final char FIRST_PRINTABLE = 0x20;

  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  static String of(Object plain) {
    JsonText text = new JsonText();
    text.write(plain);
    return text.out.toString();
  }

  private void write(@Nullable Object plain) {
    switch (plain) {
      case null -> out.append("null");
      case Row row -> writeRow(row);
      case Map<?, ?> map -> writeMap(map);
      case Collection<?> elements -> writeElements(elements);
      case byte[] bytes -> writeText(HexFormat.of().formatHex(bytes));
      case Boolean b -> out.append(b.booleanValue());
      case Double number -> writeFloating(number, number.isNaN() || number.isInfinite());
      case Float number -> writeFloating(number, number.isNaN() || number.isInfinite());
      case Number number -> out.append(number);
      case OpaqueValue opaque -> writeOpaque(opaque);
      default -> {
        if (plain.getClass().isArray()) {
          writeArray(plain);
        } else {
          Object value = PlainValues.value(plain);
          writeText(value == null ? "" : Texts.of(value));
        }
      }
    }
  }

  private void writeRow(Row row) {
    out.append('{');
    List<@Nullable Object> values = row.values();
    for (int i = 0; i < values.size(); i++) {
      writeName(row.schema().columns().get(i).name(), i == 0);
      write(values.get(i));
    }
    out.append('}');
  }

  private void writeMap(Map<?, ?> map) {
    out.append('{');
    boolean isFirst = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = entry.getKey() == null ? null : PlainValues.value(entry.getKey());
      writeName(key == null ? "null" : Texts.of(key), isFirst);
      write(entry.getValue());
      isFirst = false;
    }
    out.append('}');
  }

  private void writeElements(Collection<?> elements) {
    out.append('[');
    boolean isFirst = true;
    for (Object element : elements) {
      if (!isFirst) {
        out.append(',');
      }
      write(element);
      isFirst = false;
    }
    out.append(']');
  }

  private void writeArray(Object array) {
    out.append('[');
    for (int i = 0; i < Array.getLength(array); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(Array.get(array, i));
    }
    out.append(']');
  }

  private void writeOpaque(OpaqueValue opaque) {
    Object content = PlainValues.content(opaque);
    if (content instanceof OpaqueValue unread) {
      writeText(unread.toString());
    } else {
      write(content);
    }
  }

  /** JSON has no name for what is no number. */
  private void writeFloating(Number number, boolean isNoNumber) {
    if (isNoNumber) {
      writeText(number.toString());
    } else {
      out.append(number);
    }
  }

  private void writeName(String name, boolean isFirst) {
    if (!isFirst) {
      out.append(',');
    }
    writeText(name);
    out.append(':');
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < FIRST_PRINTABLE) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
