export const LANGUAGES: string[];
export function problemsOf(tables: Record<string, Record<string, string> | undefined>): string[];
