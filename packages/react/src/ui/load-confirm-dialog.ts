/** Loads the dialog that asks in words whether something is really to be done. */
export const loadConfirmDialog = () => import('./confirm-dialog.tsx').then(({ ConfirmDialog }) => ConfirmDialog)
