export { type SupabaseAuth, supabaseSession } from './session/supabase-session.ts'
