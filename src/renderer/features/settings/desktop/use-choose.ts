import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../wire/rpc'

/** Changes something of what Kith does beside its windows. How it stands then is told by `useDesktop`. */
export const useChoose = () => useMutation(queries.desktop.choose.mutationOptions({ scope: { id: 'desktop' } }))
