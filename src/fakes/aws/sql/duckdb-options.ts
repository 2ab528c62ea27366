// How DuckDB is opened for statements that a client wrote: nothing outside its memory can be reached.

export const DUCKDB_OPTIONS = {
  memory_limit: '1GB',
  threads: '2',
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};
