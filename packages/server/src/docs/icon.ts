/** The sign of the pages, as SVG. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#4a3fd1"/>' +
  '<path d="M9 13.5 16 9l7 4.5M11 15v8m10-8v8m-5-9v9" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
