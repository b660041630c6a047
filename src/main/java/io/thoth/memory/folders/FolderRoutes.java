package io.thoth.memory.folders;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;

/** The routes of folders, of files but for their upload, and of agents with them. */
public final class FolderRoutes {
  private static final String FOLDERS = "/v1/folders/";
  private static final String FOLDER = "/v1/folders/{folder_id}";
  private static final String AGENT = "/v1/agents/{agent_id}";

  private FolderRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get(FOLDERS, Folders.LIST, "List folders"),
        Asked.post(FOLDERS, Folders.CREATE, "Create a folder"),
        Asked.get(FOLDERS + "count", Folders.COUNT, "Count folders"),
        Asked.get(FOLDERS + "metadata", Folders.TOTALS, "How much is in the folders"),
        Asked.get(FOLDERS + "name/{folder_name}", Folders.NAMED, "Find a folder's id by its name"),
        Asked.get(FOLDER, Folders.READ, "Read a folder"),
        Asked.patch(FOLDER, Folders.UPDATE, "Change a folder"),
        Asked.delete(FOLDER, Folders.DELETE, "Delete a folder with its files").showing(_ -> null),
        Asked.get(FOLDER + "/agents", Folders.AGENTS, "List the ids of a folder's agents"),
        Asked.get(FOLDER + "/passages", Folders.PASSAGES, "None: files are kept whole"),
        Asked.get(FOLDER + "/files", Folders.FILES, "List the files of a folder"),
        Asked.get(FOLDER + "/files/{file_id}", Folders.FILE, "Read a file"),
        Asked.delete(FOLDER + "/{file_id}", Folders.DELETE_FILE, "Delete a file").withoutBody(),
        Asked.get(AGENT + "/folders", HeldFiles.FOLDERS, "List the folders of an agent"),
        Asked.get(AGENT + "/sources", HeldFiles.FOLDERS, "List the folders of an agent, too"),
        Asked.patch(AGENT + "/folders/attach/{folder_id}", HeldFiles.ATTACH, "Give a folder")
            .showing(_ -> null),
        Asked.post(AGENT + "/folders/{folder_id}", HeldFiles.ATTACH, "Give a folder, as Thoth does")
            .showing(_ -> null),
        Asked.patch(AGENT + "/folders/detach/{folder_id}", HeldFiles.DETACH, "Take a folder")
            .showing(_ -> null),
        Asked.get(AGENT + "/files", HeldFiles.FILES, "List the files of an agent"),
        Asked.patch(AGENT + "/files/{file_id}/open", HeldFiles.OPEN, "Open a file"),
        Asked.patch(AGENT + "/files/{file_id}/close", HeldFiles.CLOSE, "Close a file")
            .showing(_ -> null),
        Asked.patch(AGENT + "/files/close-all", HeldFiles.CLOSE_ALL, "Close all files"));
  }
}
