package io.pilothouse.acceptance.damage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One way to damage one file of a store. */
public sealed interface Damage {
    /** Bytes that the embedded store and file systems write at once. */
    int PAGE = 4096;

    /** The file, relative to the data folder. */
    Path file();

    /** Does it to a copy of the folder. */
    void apply(Path folder);

    /** The file ends early. */
    record Cut(Path file, long length) implements Damage {
        @Override
        public void apply(Path folder) {
            try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
                channel.truncate(length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Some bytes are not what was written. */
    record Overwritten(Path file, long offset, int count, long seed) implements Damage {
        @Override
        public void apply(Path folder) {
            byte[] noise = new byte[count];
            new Random(seed).nextBytes(noise);
            try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(noise), offset);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Cuts and overwrites spread over a file, most of them in its last pages.
     *
     * @param size the length of the file
     * @param limit at most so many
     */
    static List<Damage> spread(Path file, long size, int limit, Random random) {
        Set<Damage> cases = new LinkedHashSet<>();
        long last = Math.max(0, size - 4L * PAGE);
        cases.add(new Cut(file, 0));
        cases.add(new Cut(file, size - 1));
        cases.add(new Cut(file, size / 2));
        for (long page = last / PAGE * PAGE; page < size && cases.size() < limit; page += PAGE) {
            int count = (int) Math.min(PAGE, size - page);
            cases.add(new Overwritten(file, page, count, page));
            cases.add(new Overwritten(file, page + random.nextInt(count), 1, page));
        }
        while (cases.size() < limit && size > PAGE) {
            long from = random.nextInt(3) == 0 ? 0 : last;
            long at = from + (long) (random.nextDouble() * (size - from));
            cases.add(random.nextBoolean()
                    ? new Cut(file, at)
                    : new Overwritten(file, at, (int) Math.min(16, size - at), at));
        }
        return new ArrayList<>(cases);
    }
}
