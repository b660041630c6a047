package io.thoth.memory.agentfile;

import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** A form with a file, as SDKs post it. */
final class Form {
  private static final String BOUNDARY = "----thoth-boundary";

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final String file;

  private Form(String file) {
    this.file = file;
  }

  static Form of(String file) {
    return new Form(file);
  }

  Form with(String name, String value) {
    fields.put(name, value);
    return this;
  }

  Reply post(HttpPeer node, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "multipart/form-data; boundary=" + BOUNDARY;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return node.send("POST", "/v1/agents/import", text(), all);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    fields.forEach(
        (name, value) ->
            text.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    text.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\";")
        .append(" filename=\"a.af\"\r\nContent-Type: application/json\r\n\r\n")
        .append(file)
        .append("\r\n--" + BOUNDARY + "--\r\n");
    return text.toString();
  }
}
