-- A message has 80 to 200 terms, and to put each in its place in the index was most of saving it. They are appended to a
-- short list now, and every ten to twenty messages the list is sorted in at once. Searches read the list, too, so it is
-- kept short: 64 kB, where the server would wait for 4 MB.
alter index public.ai_message_search_terms set (fastupdate = on, gin_pending_list_limit = 64);
