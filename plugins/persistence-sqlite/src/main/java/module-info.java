/** Persistence in one SQLite file. */
module io.pilothouse.persistence.sqlite {
    requires io.pilothouse.spi;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.persistence.sqlite.SqlitePlugin;
}
