export type { SupabaseOptions } from './settings.ts'
export { type SupabaseProvider, supabase } from './supabase.ts'
