package io.thoth.memory.tools;

import io.thoth.memory.support.Given;

/** Tools to test with. */
abstract class ToolListFixture extends ToolFixture {
  static Tools.Create creating(Object... fields) {
    return new Tools.Create(Given.record(NewTool.class, fields));
  }

  Tool update(Tool tool, Object... fields) {
    return client.ask(
        Tools.UPDATE, new Tools.Update(tool.id(), Given.record(ToolPatch.class, fields)));
  }

  void delete(Tool tool) {
    client.ask(Tools.DELETE, new Tools.Delete(tool.id()));
  }

  Tool base(String name) {
    return list("name", name).tools().getFirst();
  }

  long count(Object... filters) {
    return client.ask(Tools.COUNT, Given.record(Tools.Browse.class, filters)).count();
  }
}
