package io.thoth.memory.mcp;

import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The resources that the scenarios of the suite read. */
final class SuiteResources implements Resources {
  private static final String TEXT = "test://static-text";
  private static final String BINARY = "test://static-binary";

  @Override
  public List<SyncResourceTemplateSpecification> templates() {
    return List.of(
        template(
            TEXT,
            uri ->
                new TextResourceContents(
                    uri, "text/plain", "This is the content of the static text resource.")),
        template(BINARY, uri -> new BlobResourceContents(uri, "image/png", SuiteOffer.PNG)),
        template(
            "test://template/{id}/data",
            uri -> new TextResourceContents(uri, "application/json", data(uri))));
  }

  private static String data(String uri) {
    String id = uri.split("/")[3];
    return "{\"id\":\"%s\",\"templateTest\":true,\"data\":\"Data for ID: %s\"}".formatted(id, id);
  }

  private static SyncResourceTemplateSpecification template(
      String uri, Function<String, ResourceContents> contents) {
    ResourceTemplate template =
        ResourceTemplate.builder().uriTemplate(uri).name(uri).description("Of the suite").build();
    return new SyncResourceTemplateSpecification(
        template, (_, request) -> new ReadResourceResult(List.of(contents.apply(request.uri()))));
  }

  @Override
  public ListResourcesResult list(Peer peer, @Nullable String cursor) {
    return new ListResourcesResult(List.of(resource(TEXT), resource(BINARY)), null);
  }

  private static Resource resource(String uri) {
    return Resource.builder().uri(uri).name(uri).description("Of the suite").build();
  }
}
