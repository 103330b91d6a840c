// What the search is called where it is opened: the rest of its words is loaded with its page.
export const words = {
  open: 'Search everything',
  alias: 'find look for messages memories metadata',
}
