package io.pilothouse.spi;

import java.io.IOException;
import java.util.List;

/** Lists the people and services of a directory, so that members of a network can follow it. */
public interface DirectorySource extends Component {
    /**
     * Everybody whom the settings select.
     *
     * <p>Threads: one at a time, of its own; it may block. Order: any number of calls. Failure: {@link IOException} with a
     * text for the operator. The list is whole or there is none: from a part of it, members would be removed who are not
     * gone. The kernel compares and commits; a source changes nothing.
     */
    List<DirectoryEntry> list() throws IOException, InterruptedException;

    /** Makes sources of one type. */
    non-sealed interface Factory extends ComponentFactory<DirectorySource> {}
}
