/** One e-mail, ready to be sent. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Delivers mails. Rejects when the mail was not taken over; the job then tries again. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): Promise<void>
}
