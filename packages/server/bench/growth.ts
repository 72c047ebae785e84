export async function growth(_url: string): Promise<void> {}
