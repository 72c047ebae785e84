// For `import '@tenantry/react/styles.css'`, which TypeScript 6 asks to have types.
export {}
