// The project's migrations, built into the program.
import type { MigrationFile } from './migrate'

const texts = import.meta.glob<string>('../../../supabase/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const migrationFiles: MigrationFile[] = Object.entries(texts).map(([path, sql]) => ({
  file: path.slice(path.lastIndexOf('/') + 1),
  sql,
}))
