// What the database's engine is made of. It is compiled into the files of two packages, which name only themselves.

/** By the package they are in. Their texts are in `texts`, as are those of packages that came without. */
export const partsOf = {
  '@electric-sql/pglite': [
    { name: 'PostgreSQL', licence: 'PostgreSQL', address: 'https://www.postgresql.org' },
    { name: 'Emscripten', licence: 'MIT', address: 'https://emscripten.org' },
    { name: 'musl', licence: 'MIT', address: 'https://musl.libc.org' },
    { name: 'ICU', licence: 'Unicode-3.0', address: 'https://icu.unicode.org' },
    { name: 'libxml2', licence: 'MIT', address: 'https://gitlab.gnome.org/GNOME/libxml2' },
  ],
  '@electric-sql/pglite-pgvector': [
    { name: 'pgvector', licence: 'PostgreSQL', address: 'https://github.com/pgvector/pgvector' },
  ],
}
